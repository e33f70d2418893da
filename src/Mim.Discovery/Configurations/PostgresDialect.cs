namespace Mim.Discovery.Configurations;

/// <summary>PostgreSQL: certificates are relative to the data folder, inclusions to the file that includes.</summary>
internal sealed class PostgresDialect : IConfigurationDialect
{
    public string Program => "postgresql";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("postgresql.conf");

    public bool IsPart(ConfigurationPath path) => path.IsNamed("postgresql.auto.conf");

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        foreach (var setting in Settings.Read(text).Where(setting => setting.Value.Length > 0))
        {
            switch (setting.Name.ToLowerInvariant())
            {
                case "data_directory":
                    context.Folder = context.Resolve(setting.Value);
                    break;
                case "ssl_cert_file" or "ssl_ca_file":
                    yield return new ConfigurationReference(setting.Line, context.Resolve(setting.Value));
                    break;
                case "include" or "include_if_exists":
                    yield return Inclusion(setting, file, string.Empty);
                    break;
                case "include_dir":
                    yield return Inclusion(setting, file, "*.conf");
                    break;
                default:
                    break;
            }
        }
    }

    private static ConfigurationReference Inclusion(Setting setting, string file, string pattern) => new(
        setting.Line, Path.GetFullPath(Path.Combine(setting.Value, pattern), Path.GetDirectoryName(file)!), ConfigurationReferenceKind.Inclusion);
}
