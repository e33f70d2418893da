namespace Mim.Discovery.Leaks.Git;

/// <summary>Makes an object of another and what changed (gitformat-pack, deltified representation).</summary>
internal static class GitDelta
{
    /// <exception cref="InvalidDataException">It is none, or not of this object.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> origin, ReadOnlySpan<byte> delta)
    {
        Require(Size(ref delta) == origin.Length);
        var length = Size(ref delta);
        Require(length <= GitInflater.LargestObject);
        var result = new byte[length];
        var room = result.AsSpan();
        while (!delta.IsEmpty)
        {
            var operation = delta[0];
            delta = delta[1..];
            Require(operation != 0);
            ReadOnlySpan<byte> piece;
            if ((operation & 0x80) != 0)
            {
                var start = Number(operation, 4, ref delta);
                var count = Number(operation >> 4, 3, ref delta);
                count = count == 0 ? 0x10000 : count;
                Require(start <= origin.Length && count <= origin.Length - start);
                piece = origin.Slice((int)start, (int)count);
            }
            else
            {
                Require(operation <= delta.Length);
                piece = delta[..operation];
                delta = delta[operation..];
            }

            Require(piece.Length <= room.Length);
            piece.CopyTo(room);
            room = room[piece.Length..];
        }

        Require(room.IsEmpty);
        return result;
    }

    // Only the octets whose bit is set are there; the others are zero.
    private static long Number(int bits, int octets, ref ReadOnlySpan<byte> delta)
    {
        var number = 0L;
        for (var octet = 0; octet < octets; octet++)
        {
            if ((bits & (1 << octet)) != 0)
            {
                Require(!delta.IsEmpty);
                number |= (long)delta[0] << (8 * octet);
                delta = delta[1..];
            }
        }

        return number;
    }

    private static long Size(ref ReadOnlySpan<byte> delta)
    {
        var size = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            Require(!delta.IsEmpty);
            var octet = delta[0];
            delta = delta[1..];
            size |= (long)(octet & 0x7F) << shift;
            if (octet < 0x80)
            {
                return size;
            }
        }

        throw Damaged();
    }

    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new("A change of an object of git is damaged.");
}
