namespace Mim.Discovery.Configurations;

/// <summary>HAProxy: certificates are arguments of <c>bind</c> and <c>server</c> lines, relative to <c>crt-base</c> and <c>ca-base</c>.</summary>
internal sealed class HaproxyDialect : IConfigurationDialect
{
    public string Program => "haproxy";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("haproxy.cfg");

    public bool IsPart(ConfigurationPath path) => path.IsBelow("haproxy") && path.EndsWith(".cfg");

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        var isList = !file.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase);
        foreach (var setting in Settings.Read(text))
        {
            if (isList)
            {
                // A line of a list begins with the certificate; options and names follow.
                yield return new ConfigurationReference(setting.Line, InBase(setting.Name, "crt-base", context));
                continue;
            }

            if (setting.Name is "crt-base" or "ca-base")
            {
                context.Variables[setting.Name] = VariableText.Expand(setting.Value, context.Variables) ?? string.Empty;
                continue;
            }

            var words = setting.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (setting.Name is "setenv" or "presetenv" && words is [var variable, var assigned])
            {
                context.Variables[variable] = VariableText.Expand(assigned.Trim('"'), context.Variables) ?? string.Empty;
                continue;
            }

            for (var index = 0; index + 1 < words.Length; index++)
            {
                if (VariableText.Expand(words[index + 1].Trim('"'), context.Variables) is { } value
                    && ReferenceOf(words[index], value, setting.Line, context) is { } reference)
                {
                    yield return reference;
                }
            }
        }
    }

    private static ConfigurationReference? ReferenceOf(string word, string value, int line, ConfigurationContext context) => word switch
    {
        _ when value.StartsWith('@') || value.Contains('$', StringComparison.Ordinal) => null,
        "crt" => new ConfigurationReference(line, InBase(value, "crt-base", context)),
        "ca-file" or "ca-verify-file" or "ca-sign-file" => new ConfigurationReference(line, InBase(value, "ca-base", context)),
        "crt-list" when value.AsSpan().IndexOfAny('*', '?') < 0 =>
            new ConfigurationReference(line, context.Resolve(value), ConfigurationReferenceKind.Inclusion),
        _ => null,
    };

    private static string InBase(string name, string setting, ConfigurationContext context) =>
        context.Resolve(Path.Combine(context.Variables.GetValueOrDefault(setting, string.Empty), name));
}
