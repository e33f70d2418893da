using System.Globalization;
using System.Text;
using Mim.Core.Discovery.Leaks.Checks;
using Mim.Core.Discovery.Leaks.Keywords;
using Mim.Core.Discovery.Leaks.Matching;
using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks;

/// <summary>
/// Reads rules: one a line, <c>id | severity | title | form what | options</c>. Forms are <c>token PATTERN</c>,
/// <c>assigned KEYWORDS PATTERN</c>, <c>open KEYWORDS LEAST-MOST</c>, <c>argument KEYWORDS LEAST-MOST</c>, <c>element KEYWORDS MARK</c>,
/// <c>uri SCHEMES</c>, <c>fields KEYWORDS</c>, <c>pem LABEL</c> and <c>file OFFSET:OCTETS</c>; <c>#</c> begins a comment.
/// </summary>
internal static class SecretRuleReader
{
    private const string Own = "Mim.Core.Discovery.Leaks.rules.txt";
    private const string PrivateKey = "PRIVATE KEY-----";

    public static IReadOnlyList<SecretRule> ReadOwn()
    {
        using var reader = new StreamReader(typeof(SecretRuleReader).Assembly.GetManifestResourceStream(Own)!, Encoding.UTF8);
        return Read(reader);
    }

    /// <exception cref="FormatException">A line is no rule; the message says which.</exception>
    public static IReadOnlyList<SecretRule> Read(TextReader reader)
    {
        var rules = new List<SecretRule>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rules.Add(Rule(line));
            }
        }

        return rules;
    }

    private static SecretRule Rule(string line)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        try
        {
            var options = fields.Length > 4 ? Options(fields[4]) : [];
            var form = fields[3].Split(' ', 2, StringSplitOptions.TrimEntries);
            var head = new RuleHead(fields[0], Enum.Parse<HealthSeverity>(fields[1]), fields[2]);
            return form[0] switch
            {
                "token" => Token(head, form[1], options),
                "assigned" => Assigned(head, form[1].Split(' '), options),
                "open" => Open(head, form[1].Split(' '), options),
                "argument" => Argument(head, form[1].Split(' '), options),
                "element" => Element(head, form[1].Split(' '), options),
                "uri" => Uri(head, form[1]),
                "fields" => Fields(head, form[1]),
                "pem" => Pem(head, form.Length > 1 ? form[1] + " " : string.Empty, options),
                "file" => File(head, form[1].Split(':')),
                _ => throw new FormatException($"there is no form '{form[0]}'"),
            };
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The rule '{fields[0]}' cannot be read: {exception.Message}", exception);
        }
    }

    private static SecretRule Token(RuleHead head, string text, Dictionary<string, string> options)
    {
        var pattern = SecretPattern.Parse(text);
        PatternPart? before = options.TryGetValue("before", out var run) ? SecretPattern.Parse(run).Parts[0] : null;
        var keywords = TokenKeywords.Of(pattern);
        IEnumerable<Keyword> encoded = keywords is [var mark] ? EncodedKeywords.Of(mark.Octets) : [];
        return new SecretRule(head, [.. keywords, .. encoded], new TokenMatcher(pattern, before))
        {
            Form = SecretForm.Token,
            Pattern = pattern,
            Before = before,
            PublicPrefix = before is null ? Encoding.Latin1.GetString(pattern.Prefix) : string.Empty,
            EntropyFloor = Floor(options),
            Check = Check(options),
        };
    }

    private static SecretRule Assigned(RuleHead head, string[] what, Dictionary<string, string> options)
    {
        var pattern = SecretPattern.Parse(what[1]);
        ISecretMatcher matcher = options.TryGetValue("near", out var octets) && Number(octets) is > 0 and var near
            ? new NearMatcher(pattern, near)
            : new AssignmentMatcher(pattern);
        return new SecretRule(head, Names(what[0]), matcher)
        {
            Form = SecretForm.Assigned,
            Pattern = pattern,
            PublicPrefix = Encoding.Latin1.GetString(pattern.Prefix),
            EntropyFloor = Floor(options),
            Check = Check(options),
        };
    }

    private static SecretRule Open(RuleHead head, string[] what, Dictionary<string, string> options) =>
        new(head, Names(what[0]), new OpenValueMatcher(Lengths(what[1]), options.ContainsKey("any")))
        {
            Form = SecretForm.Open,
            EntropyFloor = Floor(options),
            Check = Check(options),
        };

    private static SecretRule Argument(RuleHead head, string[] what, Dictionary<string, string> options)
    {
        var lengths = Lengths(what[1]);
        var context = options.TryGetValue("context", out var before) ? Encoding.ASCII.GetBytes(Spaced(before)) : [];
        return new SecretRule(head, Names(what[0]), new ArgumentMatcher(lengths, context, options.ContainsKey("quoted")))
        {
            Form = SecretForm.Argument,
            EntropyFloor = Floor(options),
            Check = Check(options),
        };
    }

    private static SecretRule Element(RuleHead head, string[] what, Dictionary<string, string> options) =>
        new(head, Names(what[0]), new ElementMatcher(Encoding.ASCII.GetBytes(what[1])))
        {
            Form = SecretForm.Element,
            Check = Check(options),
        };

    private static SecretRule Uri(RuleHead head, string schemes)
    {
        var keywords = schemes.Split(',').Select(scheme => Keyword.Plain(scheme + "://", ignoresCase: true));
        return new SecretRule(head, [.. keywords], new UriMatcher()) { Form = SecretForm.Uri };
    }

    private static SecretRule Fields(RuleHead head, string names) =>
        new(head, Names(names), new PasswordFileMatcher()) { Form = SecretForm.Argument };

    private static SecretRule Pem(RuleHead head, string label, Dictionary<string, string> options)
    {
        var keyword = Keyword.Plain(options.TryGetValue("end", out var end) ? end.Replace('_', ' ') : PrivateKey, ignoresCase: false);
        bool? isEncrypted = options.TryGetValue("encrypted", out var yes) ? bool.Parse(yes) : null;
        var matcher = new PemMatcher(Encoding.ASCII.GetBytes(label), isEncrypted);
        return new SecretRule(head, [keyword, .. EncodedKeywords.Of(keyword.Octets)], matcher) { Form = SecretForm.Pem };
    }

    private static SecretRule File(RuleHead head, string[] what)
    {
        var octets = Convert.FromHexString(what[1]);
        var keyword = new Keyword(octets, IgnoresCase: false, SecretEncoding.Plain, Lead: 0);
        return new SecretRule(head, [keyword], new FileMatcher(Number(what[0]), octets)) { Form = SecretForm.File };
    }

    private static Keyword[] Names(string names) => [.. names.Split(',').Select(name => Keyword.Plain(Spaced(name), ignoresCase: true))];

    // A blank ends a word of a rule, so that one within a word is written as a tilde.
    private static string Spaced(string text) => text.Replace('~', ' ');

    private static (int Least, int Most) Lengths(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return (Number(text[..dash]), Number(text[(dash + 1)..]));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Options(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(option => option.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : string.Empty, StringComparer.Ordinal);

    private static double Floor(Dictionary<string, string> options) =>
        options.TryGetValue("entropy", out var floor) ? double.Parse(floor, CultureInfo.InvariantCulture) : 0;

    private static SecretCheck? Check(Dictionary<string, string> options) =>
        options.TryGetValue("check", out var name) ? SecretChecks.Named(name) : null;
}
