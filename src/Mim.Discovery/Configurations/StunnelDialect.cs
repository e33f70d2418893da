namespace Mim.Discovery.Configurations;

/// <summary>stunnel: certificates by service or for all.</summary>
internal sealed class StunnelDialect : IConfigurationDialect
{
    public string Program => "stunnel";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("stunnel.conf") || (path.EndsWith(".conf") && (path.IsIn("stunnel") || path.IsIn("stunnel4")));

    public bool IsPart(ConfigurationPath path) => path.EndsWith(".conf") && (path.IsBelow("stunnel") || path.IsBelow("stunnel4"));

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        foreach (var setting in Settings.Read(text).Where(setting => setting.Value.Length > 0))
        {
            if (setting.Name is "include")
            {
                yield return new ConfigurationReference(setting.Line, context.Resolve(setting.Value), ConfigurationReferenceKind.Inclusion);
            }
            else if (setting.Name.ToLowerInvariant() is "cert" or "cafile" or "capath" && !setting.Value.StartsWith("pkcs11:", StringComparison.Ordinal))
            {
                yield return new ConfigurationReference(setting.Line, context.Resolve(setting.Value));
            }
        }
    }
}
