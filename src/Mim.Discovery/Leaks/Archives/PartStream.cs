namespace Mim.Discovery.Leaks.Archives;

/// <summary>The next octets of another stream, and no more.</summary>
internal sealed class PartStream(Stream whole, long length) : ForwardStream
{
    /// <summary>What was not read yet.</summary>
    public long Left { get; private set; } = length;

    public override int Read(Span<byte> buffer)
    {
        var count = whole.Read(buffer[..(int)Math.Min(buffer.Length, Left)]);
        Left -= count;
        return count;
    }
}
