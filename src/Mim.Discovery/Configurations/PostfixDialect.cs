using System.Text.RegularExpressions;

namespace Mim.Discovery.Configurations;

/// <summary>Postfix: <c>main.cf</c>, whose lines fold and whose values name each other, and options in <c>master.cf</c>.</summary>
internal sealed partial class PostfixDialect : IConfigurationDialect
{
    private const int MostExpansions = 16;

    public string Program => "postfix";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("main.cf");

    public bool IsPart(ConfigurationPath path) => path.IsNamed("master.cf");

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        context.Variables.TryAdd("config_directory", context.Folder);
        var settings = Settings.Read(text, folds: true).ToList();
        if (file.EndsWith("master.cf", StringComparison.OrdinalIgnoreCase))
        {
            return settings.SelectMany(setting => Option().Matches(setting.Value).SelectMany(
                match => References(setting.Line, match.Groups["name"].Value, match.Groups["value"].Value, context)));
        }

        // The options of the services beside it may name what is set here; of settings of one name the last counts.
        settings.ForEach(setting => context.Variables[setting.Name] = setting.Value);
        var services = new ConfigurationReference(1, context.Resolve("master.cf"), ConfigurationReferenceKind.Inclusion);
        return settings.GroupBy(setting => setting.Name).Select(same => same.Last())
            .SelectMany(setting => References(setting.Line, setting.Name, setting.Value, context)).Append(services);
    }

    private static IEnumerable<ConfigurationReference> References(int line, string name, string value, ConfigurationContext context) =>
        CertificateSetting().IsMatch(name)
            ? Expand(value, context).Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Where(path => Path.IsPathFullyQualified(path) && !path.Contains('$', StringComparison.Ordinal))
                .Select(path => new ConfigurationReference(line, Path.GetFullPath(path)))
            : [];

    // Values may name each other in a circle.
    private static string Expand(string value, ConfigurationContext context)
    {
        for (var left = MostExpansions; left > 0 && value.Contains('$', StringComparison.Ordinal); left--)
        {
            value = VariableText.Expand(value, context.Variables) ?? string.Empty;
        }

        return value;
    }

    [GeneratedRegex(@"^(?:smtpd?|lmtp|tlsproxy|tlsproxy_client)_tls_(?:(?:ec|d)?cert_file|chain_files|CAfile|CApath)$")]
    private static partial Regex CertificateSetting();

    [GeneratedRegex(@"-o\s+\{?\s*(?<name>\w+)\s*=\s*(?<value>[^\s}]+)")]
    private static partial Regex Option();
}
