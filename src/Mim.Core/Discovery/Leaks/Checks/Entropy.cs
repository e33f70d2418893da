namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>How little of a value can be guessed from the rest of it.</summary>
internal static class Entropy
{
    /// <summary>Shannon entropy of the octets, in bits each.</summary>
    public static double Of(ReadOnlySpan<byte> value)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var octet in value)
        {
            counts[octet]++;
        }

        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var part = (double)count / value.Length;
                bits -= part * Math.Log2(part);
            }
        }

        return bits;
    }
}
