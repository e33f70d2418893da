namespace Mim.Discovery.Leaks.Git;

/// <summary>What stands before an object in a pack.</summary>
/// <param name="Type">What it is, or that it is a change.</param>
/// <param name="Length">Of the content, or of the change, once unpacked.</param>
/// <param name="Distance">Of a change: how far before it what it changes begins.</param>
/// <param name="Origin">Of a change by reference: id of what it changes; else empty.</param>
/// <param name="ContentAt">Where the packed octets begin.</param>
internal readonly record struct GitHeader(GitObjectType Type, long Length, long Distance, byte[] Origin, long ContentAt)
{
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static GitHeader Read(ReadOnlySpan<byte> octets, long at, int idLength)
    {
        var used = 0;
        var octet = Next(octets, ref used);
        var type = (GitObjectType)((octet >> 4) & 7);
        var length = (long)(octet & 0x0F);
        for (var shift = 4; octet >= 0x80; shift += 7)
        {
            octet = shift < 60 ? Next(octets, ref used) : throw Damaged();
            length |= (long)(octet & 0x7F) << shift;
        }

        var (distance, origin) = (0L, Array.Empty<byte>());
        switch (type)
        {
            case GitObjectType.OffsetDelta:
                distance = Offset(octets, ref used);
                break;
            case GitObjectType.ReferenceDelta:
                origin = octets.Length - used >= idLength ? octets.Slice(used, idLength).ToArray() : throw Damaged();
                used += idLength;
                break;
            case < GitObjectType.Commit or > GitObjectType.Tag:
                throw Damaged();
        }

        return new GitHeader(type, length, distance, origin, at + used);
    }

    // Each octet but the last stands for one more than it says, so that no distance has two forms.
    private static long Offset(ReadOnlySpan<byte> octets, ref int used)
    {
        var octet = Next(octets, ref used);
        var distance = (long)(octet & 0x7F);
        while (octet >= 0x80)
        {
            octet = distance < long.MaxValue >> 8 ? Next(octets, ref used) : throw Damaged();
            distance = ((distance + 1) << 7) | (uint)(octet & 0x7F);
        }

        return distance;
    }

    private static byte Next(ReadOnlySpan<byte> octets, ref int used) => used < octets.Length ? octets[used++] : throw Damaged();

    private static InvalidDataException Damaged() => new("The header of an object in a pack of git is damaged.");
}
