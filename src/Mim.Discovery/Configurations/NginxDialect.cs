using System.Text.RegularExpressions;

namespace Mim.Discovery.Configurations;

/// <summary>nginx: names are relative to the folder of its main file, also in files that it includes.</summary>
internal sealed partial class NginxDialect : IConfigurationDialect
{
    public string Program => "nginx";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("nginx.conf");

    public bool IsPart(ConfigurationPath path) =>
        path.IsBelow("nginx") && (path.EndsWith(".conf") || path.IsIn("sites-enabled") || path.IsIn("sites-available"));

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        var lines = new LineCounter(text);
        foreach (Match match in Directive().Matches(text))
        {
            var value = match.Groups["value"].Value.Trim('"', '\'');

            // Variables are known for each request only; "data:" and "engine:" lead to no file.
            if (value.Contains('$', StringComparison.Ordinal) || value.Contains(':', StringComparison.Ordinal))
            {
                continue;
            }

            var kind = match.Groups["name"].Value == "include" ? ConfigurationReferenceKind.Inclusion : ConfigurationReferenceKind.Certificates;
            yield return new ConfigurationReference(lines.At(match.Groups["name"].Index), context.Resolve(value), kind);
        }
    }

    [GeneratedRegex("""(?m)(?<=^[^#\n]*)(?<![\w$])(?<name>include|(?:[a-z]+_)?ssl_(?:client_|trusted_)?certificate)[ \t]+(?<value>"[^"\n]*"|'[^'\n]*'|[^;\s]+)\s*;""")]
    private static partial Regex Directive();
}
