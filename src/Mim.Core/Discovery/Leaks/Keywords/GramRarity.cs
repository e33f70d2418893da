namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>Chooses the four octets of a keyword that other text has least.</summary>
internal static class GramRarity
{
    /// <summary>Letters and signs of programs and prose, the commonest first.</summary>
    private const string Common = "etaoinsr -./=lcdum:_pfghbyvwkxjqz";

    public static int RarestAt(ReadOnlySpan<byte> keyword)
    {
        var (best, bestScore) = (0, -1);
        for (var at = 0; at <= keyword.Length - Keyword.LeastLength; at++)
        {
            var score = 0;
            foreach (var octet in keyword.Slice(at, Keyword.LeastLength))
            {
                var rank = Common.IndexOf((char)(octet is >= (byte)'A' and <= (byte)'Z' ? octet | 0x20 : octet), StringComparison.Ordinal);
                score += rank < 0 ? Common.Length : rank;
            }

            if (score > bestScore)
            {
                (best, bestScore) = (at, score);
            }
        }

        return best;
    }
}
