using Mim.Core.Discovery.Leaks.Checks;
using Mim.Core.Discovery.Leaks.Keywords;
using Mim.Core.Discovery.Leaks.Matching;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>
/// Finds secrets in octets by the rules it is given: one pass for the keywords of all, and rules only around those. For any number of
/// threads.
/// </summary>
public sealed class SecretScanner
{
    /// <summary>Encoded text within encoded text, so many times.</summary>
    private const int MostDepth = 3;

    private readonly KeywordIndex _index;
    private readonly FileMatcher[] _files;
    private readonly ISecretHasher _hasher;

    /// <param name="rules">What to look for.</param>
    /// <param name="hasher">Makes what stands for a value from here on.</param>
    public SecretScanner(IReadOnlyList<SecretRule> rules, ISecretHasher hasher)
    {
        _index = new KeywordIndex(rules);
        _files = [.. rules.Select(rule => rule.Matcher).OfType<FileMatcher>()];
        _hasher = hasher;
    }

    /// <summary>Whether a file that begins so is a secret as a whole, though it is no text.</summary>
    public bool IsSecretFile(ReadOnlySpan<byte> head)
    {
        foreach (var file in _files)
        {
            if (file.IsBeginning(head))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what is in <paramref name="text"/> to <paramref name="hits"/>, sorted by place.</summary>
    internal void Scan(ReadOnlySpan<byte> text, List<SecretHit> hits) => Scan(text, hits, depth: 0);

    private void Scan(ReadOnlySpan<byte> text, List<SecretHit> hits, int depth)
    {
        var first = hits.Count;
        var seen = new SeenText();
        for (var at = 0; _index.Next(text, ref at) is { } entries; at++)
        {
            foreach (var entry in entries)
            {
                var start = at - entry.Offset;
                if (start < 0 || !entry.Keyword.IsAt(text[start..]))
                {
                    continue;
                }

                if (entry.Keyword.Encoding == SecretEncoding.Plain)
                {
                    Try(text, entry, new OctetRange(start, entry.Keyword.Octets.Length), hits, seen, depth);
                }
                else if (depth == MostDepth)
                {
                    continue;
                }
                else if (entry.Keyword.Encoding == SecretEncoding.Utf16)
                {
                    using var command = EncodedCommand.Decode(text, start + entry.Keyword.Octets.Length, out var place);
                    Look(command, place, SecretEncoding.Base64, hits, depth);
                }
                else if (EncodedRun.AlignmentOf(entry.Keyword, start) is var alignment && !seen.IsDecoded(alignment, start))
                {
                    using var decoded = EncodedRun.Decode(text, entry.Keyword, start, out var place);
                    Look(decoded, place, entry.Keyword.Encoding, hits, depth);
                    seen.Decoded(alignment, place, EncodedRun.Longest);
                }
            }
        }

        HitList.Settle(hits, first);
    }

    private void Try(ReadOnlySpan<byte> text, KeywordEntry entry, OctetRange keyword, List<SecretHit> hits, SeenText seen, int depth)
    {
        var found = false;
        foreach (var rule in entry.Rules)
        {
            var place = rule.Matcher is NearMatcher near ? near.Match(text, keyword, seen.WindowOf(near)) : rule.Matcher.Match(text, keyword);
            if (place.IsNone)
            {
                continue;
            }

            // What Kubernetes and others keep in base64 is to have the hash of what it stands for.
            var value = text.Slice(place.Start, place.Length);
            using var decoded = rule.Form == SecretForm.Open ? EncodedText.DecodePrintable(value) : null;
            value = decoded is null ? value : decoded.Span;
            if (rule.Accepts(value))
            {
                var encoding = decoded is null ? SecretEncoding.Plain : SecretEncoding.Base64;
                hits.Add(new SecretHit(rule, place, value.Length, _hasher.Hash(value), encoding));
                found = true;
            }
        }

        if (!found && depth < MostDepth && !seen.IsDecoded(EncodedRun.OfPercent, keyword.Start) && IsPercentAfter(text, keyword.End))
        {
            using var decoded = EncodedRun.DecodePercent(text, keyword.Start, out var place);
            Look(decoded, place, SecretEncoding.Percent, hits, depth);
            seen.Decoded(EncodedRun.OfPercent, place, EncodedRun.LongestPercent);
        }
    }

    private static bool IsPercentAfter(ReadOnlySpan<byte> text, int at)
    {
        at += OctetClass.Name.RunAt(text.Slice(at, Math.Min(32, text.Length - at)));
        return at < text.Length && text[at] == '%';
    }

    // The hits within say where the encoded text is: nobody can point into what was never there.
    private void Look(KeyMaterial? decoded, OctetRange place, SecretEncoding encoding, List<SecretHit> hits, int depth)
    {
        if (decoded is null)
        {
            return;
        }

        var first = hits.Count;
        Scan(decoded.Span, hits, depth + 1);
        for (var index = first; index < hits.Count; index++)
        {
            hits[index] = hits[index] with { Place = place, Encoding = encoding };
        }
    }
}
