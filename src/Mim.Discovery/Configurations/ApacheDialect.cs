namespace Mim.Discovery.Configurations;

/// <summary>The Apache HTTP server: names are relative to its <c>ServerRoot</c>.</summary>
internal sealed class ApacheDialect : IConfigurationDialect
{
    private static readonly HashSet<string> Directives = new(StringComparer.OrdinalIgnoreCase)
    {
        "SSLCertificateFile", "SSLCertificateChainFile", "SSLCACertificateFile", "SSLCACertificatePath", "SSLCADNRequestFile",
        "SSLProxyCACertificateFile", "SSLProxyCACertificatePath", "SSLProxyMachineCertificateFile",
        "SSLProxyMachineCertificateChainFile",
    };

    public string Program => "apache";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("apache2.conf") || path.IsNamed("httpd.conf");

    // What is only available is not in use; what is enabled links to it.
    public bool IsPart(ConfigurationPath path) =>
        path.EndsWith(".conf") && (path.IsBelow("apache2") || path.IsBelow("httpd"))
        && !path.IsIn("sites-available") && !path.IsIn("mods-available") && !path.IsIn("conf-available");

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        foreach (var setting in Settings.Read(text, continues: true))
        {
            if (VariableText.Expand(setting.Value, context.Variables) is not { } value)
            {
                continue;
            }

            if (Is(setting, "Define") && value.Split([' ', '\t'], 2) is [var name, var defined])
            {
                context.Variables[name] = defined.Trim(' ', '"');
            }
            else if (Is(setting, "ServerRoot"))
            {
                context.Folder = context.Resolve(value);
            }
            else if (value.Length == 0 || value.Contains("${", StringComparison.Ordinal))
            {
                continue;
            }
            else if (Is(setting, "Include") || Is(setting, "IncludeOptional"))
            {
                yield return new ConfigurationReference(setting.Line, context.Resolve(value), ConfigurationReferenceKind.Inclusion);
            }
            else if (Directives.Contains(setting.Name))
            {
                yield return new ConfigurationReference(setting.Line, context.Resolve(value));
            }
        }
    }

    private static bool Is(Setting setting, string name) => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
