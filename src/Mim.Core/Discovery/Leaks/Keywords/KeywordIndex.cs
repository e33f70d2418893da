using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>
/// Finds keywords in octets, all at once: four octets of each, chosen to be rare, are a bit in a table that fits the first cache.
/// Case is folded there by setting one bit, which also confuses a few signs; what the table lets through is compared.
/// </summary>
internal sealed class KeywordIndex
{
    private const ulong Fold = 0x2020202020202020;
    private const uint FoldGram = 0x20202020;
    private const int GramLength = 4;
    private const int GramsPerStep = sizeof(ulong) - GramLength + 1;
    private const int WordBits = 13;
    private const uint Multiplier = 0x9E3779B1;

    private readonly uint[] _table = new uint[1 << WordBits];
    private readonly Dictionary<uint, KeywordEntry[]> _entries;

    public KeywordIndex(IEnumerable<SecretRule> rules)
    {
        var entries = rules
            .SelectMany(rule => rule.Keywords, (rule, keyword) => (rule: (SecretRule?)rule, keyword))
            .Concat(CommandKeywords.All.Select(keyword => (rule: (SecretRule?)null, keyword)))
            .GroupBy(pair => (Convert.ToHexString(pair.keyword.Octets), pair.keyword.IgnoresCase, pair.keyword.Encoding, pair.keyword.Lead))
            .Select(group => (group.First().keyword, Rules: group.Select(pair => pair.rule).OfType<SecretRule>().Distinct().ToArray()))
            .Select(pair => new KeywordEntry(pair.keyword, GramRarity.RarestAt(pair.keyword.Octets), pair.keyword.Encoding == SecretEncoding.Plain ? pair.Rules : []));
        _entries = entries
            .GroupBy(entry => Gram(entry.Keyword.Octets, entry.Offset))
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var gram in _entries.Keys)
        {
            _table[Word(gram)] |= 1u << (int)gram;
        }
    }

    /// <summary>The next place from <paramref name="at"/> on where keywords may be, which is moved there; null at the end.</summary>
    public KeywordEntry[]? Next(ReadOnlySpan<byte> text, ref int at)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        var (place, last) = (at, text.Length - sizeof(ulong));
        for (; place <= last; place += GramsPerStep)
        {
            var octets = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, place));
            octets = (BitConverter.IsLittleEndian ? octets : BinaryPrimitives.ReverseEndianness(octets)) | Fold;
            var bits = Bit(ref table, (uint)octets) | Bit(ref table, (uint)(octets >> 8)) | Bit(ref table, (uint)(octets >> 16))
                | Bit(ref table, (uint)(octets >> 24)) | Bit(ref table, (uint)(octets >> 32));
            if ((bits & 1) == 0)
            {
                continue;
            }

            for (var step = 0; step < GramsPerStep; step++)
            {
                if (Entries((uint)(octets >> (8 * step))) is { } found)
                {
                    at = place + step;
                    return found;
                }
            }
        }

        at = place;
        for (; at <= text.Length - GramLength; at++)
        {
            if (Entries(Gram(text, at)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static uint Gram(ReadOnlySpan<byte> text, int at) => BinaryPrimitives.ReadUInt32LittleEndian(text[at..]) | FoldGram;

    // The hash has no more bits than words of the table, so that bounds need no test; the first octet tells which bit of a word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bit(ref uint table, uint gram) => Unsafe.Add(ref table, Word(gram)) >> (int)gram;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Word(uint gram) => (nint)((gram * Multiplier) >> (32 - WordBits));

    private KeywordEntry[]? Entries(uint gram) =>
        (Bit(ref MemoryMarshal.GetArrayDataReference(_table), gram) & 1) != 0 && _entries.TryGetValue(gram, out var found) ? found : null;
}
