using System.Text.RegularExpressions;

namespace Mim.Discovery.Configurations;

/// <summary>nginx: names are relative to the folder of its main file, also in files that it includes.</summary>
internal sealed partial class NginxDialect : IConfigurationDialect
{
    public string Program => "nginx";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("nginx.conf");

    // What is only available is not in use, nor is a snippet; what is enabled links to the one and includes the other.
    public bool IsPart(ConfigurationPath path) =>
        path.IsBelow("nginx") && !path.IsIn("sites-available") && !path.IsIn("snippets")
        && (path.EndsWith(".conf") || path.IsIn("sites-enabled"));

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        var lines = new LineCounter(text);
        for (var match = Directive().Match(text); match.Success; match = match.NextMatch())
        {
            var value = match.Groups["value"].Value.Trim('"', '\'');
            if (value.Length == 0 || value.Contains('$', StringComparison.Ordinal) || NoFile().IsMatch(value))
            {
                continue;
            }

            var kind = match.Groups["name"].Value == "include" ? ConfigurationReferenceKind.Inclusion : ConfigurationReferenceKind.Certificates;
            yield return new ConfigurationReference(lines.At(match.Groups["name"].Index), context.Resolve(value), kind);
        }
    }

    // A comment matches too, without a value, so that nothing in it does.
    [GeneratedRegex("""
        (?<![^\s;{}])\#[^\n]*
        |(?<![\w$])(?<name>include|(?:[a-z]+_)?ssl_(?:client_|trusted_)?certificate)\s+(?<value>"[^"\n]*"|'[^'\n]*'|(?>[^;\s]+))\s*;
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Directive();

    // Variables are known for each request only, and these lead to no file; a drive of Windows has one letter.
    [GeneratedRegex("^[a-z]{2,}:")]
    private static partial Regex NoFile();
}
