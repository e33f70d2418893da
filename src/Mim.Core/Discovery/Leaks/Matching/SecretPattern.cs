using System.Globalization;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>
/// The shape of a secret: literals and runs of octets, <c>ghp_{alnum:36}</c>. A run takes all it can and nothing is tried twice,
/// so that matching takes time in proportion to what is matched; a shape that would need more is refused when it is read.
/// </summary>
internal sealed class SecretPattern
{
    private const int LongestRun = 8192;
    private const string Uuid = "{hexa:8}-{hexa:4}-{hexa:4}-{hexa:4}-{hexa:12}";

    private readonly PatternPart[] _parts;

    private SecretPattern(PatternPart[] parts) => _parts = parts;

    public IReadOnlyList<PatternPart> Parts => _parts;

    /// <summary>What every such secret begins with; empty where nothing is fixed.</summary>
    public byte[] Prefix => _parts[0].Literal ?? [];

    /// <exception cref="FormatException">It is no pattern, or one whose runs run into what follows.</exception>
    public static SecretPattern Parse(string text)
    {
        var parts = new List<PatternPart>();
        var rest = text.Replace("{uuid}", Uuid, StringComparison.Ordinal).AsSpan();
        while (rest.Length > 0)
        {
            var end = rest[0] == '{' ? rest.IndexOf('}') + 1 : rest.IndexOf('{') is >= 0 and var open ? open : rest.Length;
            parts.Add(end == 0
                ? throw new FormatException($"'{text}' has no end to a run.")
                : rest[0] == '{' ? Run(rest[1..(end - 1)]) : new PatternPart(Encoding.Latin1.GetBytes(rest[..end].ToString()), null, 0, 0));
            rest = rest[end..];
        }

        for (var index = 0; index < parts.Count - 1; index++)
        {
            if (parts[index].Class is { } run && parts[index].Least != parts[index].Most && parts[index + 1].CanBeginWith(run))
            {
                throw new FormatException($"'{text}' has a run that can take what follows it.");
            }
        }

        return parts.Count > 0 ? new SecretPattern([.. parts]) : throw new FormatException("A pattern is empty.");
    }

    /// <summary>How long the secret at the beginning of <paramref name="text"/> is; -1 when there is none, or a longer run goes on.</summary>
    public int Match(ReadOnlySpan<byte> text)
    {
        var at = 0;
        foreach (var part in _parts)
        {
            var rest = text[at..];
            if (part.Literal is { } literal)
            {
                if (!rest.StartsWith(literal))
                {
                    return -1;
                }

                at += literal.Length;
                continue;
            }

            var run = part.Class!.RunAt(rest.Length > part.Most ? rest[..part.Most] : rest);
            if (run < part.Least)
            {
                return -1;
            }

            at += run;
        }

        return EndsAt(text, at) ? at : -1;
    }

    private bool EndsAt(ReadOnlySpan<byte> text, int at) =>
        at == text.Length || !(_parts[^1].Class ?? OctetClass.Alphanumeric).Contains(text[at]);

    private static PatternPart Run(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            throw new FormatException($"'{text}' does not say how long a run is.");
        }

        var count = text[(colon + 1)..];
        var dash = count.IndexOf('-');
        var least = Number(count[^1] == '+' ? count[..^1] : dash < 0 ? count : count[..dash]);
        var most = count[^1] == '+' ? LongestRun : dash < 0 ? least : Number(count[(dash + 1)..]);
        return least > 0 && least <= most && most <= LongestRun
            ? new PatternPart(null, OctetClass.Named(text[..colon].ToString()), least, most)
            : throw new FormatException($"'{text}' is no length of a run.");
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
