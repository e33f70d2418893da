namespace Mim.Discovery.Configurations;

/// <summary>Dovecot: <c>ssl_cert = &lt;file</c> until 2.3, <c>ssl_server_cert_file</c> and its like since 2.4.</summary>
internal sealed class DovecotDialect : IConfigurationDialect
{
    public string Program => "dovecot";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("dovecot.conf");

    public bool IsPart(ConfigurationPath path) => path.IsBelow("dovecot") && path.EndsWith(".conf");

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        var folder = Path.GetDirectoryName(file)!;
        foreach (var setting in Settings.Read(text))
        {
            var (name, value) = (setting.Name, setting.Value.TrimEnd('}', ' '));
            if (name is "!include" or "!include_try" && value.Length > 0)
            {
                yield return new ConfigurationReference(setting.Line, Path.GetFullPath(value, folder), ConfigurationReferenceKind.Inclusion);
            }
            else if (name is "ssl_cert" or "ssl_alt_cert" or "ssl_ca" or "ssl_client_cert" && value.StartsWith('<'))
            {
                yield return new ConfigurationReference(setting.Line, Path.GetFullPath(value.TrimStart('<', ' '), folder));
            }
            else if (name is "ssl_server_cert_file" or "ssl_server_alt_cert_file" or "ssl_server_ca_file" or "ssl_client_cert_file"
                or "ssl_client_ca_file" or "ssl_client_ca_dir" && value.Length > 0)
            {
                yield return new ConfigurationReference(setting.Line, Path.GetFullPath(value, folder));
            }
        }
    }
}
