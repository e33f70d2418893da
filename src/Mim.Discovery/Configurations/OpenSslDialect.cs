namespace Mim.Discovery.Configurations;

/// <summary>OpenSSL's own configuration: the certificate of an authority in a section for <c>openssl ca</c> or <c>openssl ts</c>.</summary>
internal sealed class OpenSslDialect : IConfigurationDialect
{
    public string Program => "openssl";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("openssl.cnf") || path.IsNamed("openssl.conf") || path.IsNamed("ca.cnf");

    public bool IsPart(ConfigurationPath path) => false;

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        foreach (var setting in Settings.Read(text, continues: true).Where(setting => setting.Value.Length > 0))
        {
            if (VariableText.Expand(setting.Value, context.Variables) is not { } value || value.Contains('$', StringComparison.Ordinal))
            {
                continue;
            }

            // Sections follow one another, so the latest value of a name is that of the section.
            context.Variables[setting.Name] = value;
            if (setting.Name is "certificate" or "signer_cert")
            {
                yield return new ConfigurationReference(setting.Line, context.Resolve(value));
            }
            else if (setting.Name == ".include")
            {
                yield return new ConfigurationReference(setting.Line, context.Resolve(value), ConfigurationReferenceKind.Inclusion);
            }
        }
    }
}
