namespace Mim.Discovery.Leaks.Archives;

/// <summary>Counts what is unpacked of an archive, so that one made to fill the machine ends.</summary>
internal sealed class MeteredStream(Stream unpacked, ArchiveLimit limit) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var count = unpacked.Read(buffer);
        limit.Take(count);
        return count;
    }
}
