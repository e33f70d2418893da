namespace Mim.Discovery.Configurations;

/// <summary>PostgreSQL: certificates are relative to the data folder, inclusions to the file that includes.</summary>
internal sealed class PostgresDialect : IConfigurationDialect
{
    private const string Certificate = "ssl_cert_file";
    private const string Encryption = "ssl";

    public string Program => "postgresql";

    public bool IsMain(ConfigurationPath path) => path.IsNamed("postgresql.conf");

    public bool IsPart(ConfigurationPath path) => path.IsNamed("postgresql.auto.conf");

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        var line = 1;
        foreach (var setting in Settings.Read(text).Where(setting => setting.Value.Length > 0))
        {
            switch (setting.Name.ToLowerInvariant())
            {
                case "data_directory":
                    context.Folder = context.Resolve(setting.Value);
                    break;
                case Encryption:
                    context.Variables[Encryption] = IsOn(setting.Value) ? setting.Value : string.Empty;
                    line = setting.Line;
                    break;
                case Certificate or "ssl_ca_file":
                    context.Variables[setting.Name.ToLowerInvariant()] = setting.Value;
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

        // Encryption that is on without a name of its certificate takes server.crt.
        if (Path.GetFileName(file) == "postgresql.conf" && !context.Variables.ContainsKey(Certificate)
            && context.Variables.GetValueOrDefault(Encryption) is { Length: > 0 })
        {
            yield return new ConfigurationReference(line, context.Resolve("server.crt"));
        }
    }

    // As PostgreSQL takes them (parse_bool): any beginning of these words that is clear.
    private static bool IsOn(string value) =>
        value.ToLowerInvariant() is "on" or "1" or "t" or "tr" or "tru" or "true" or "y" or "ye" or "yes";

    private static ConfigurationReference Inclusion(Setting setting, string file, string pattern) => new(
        setting.Line, Path.GetFullPath(Path.Combine(setting.Value, pattern), Path.GetDirectoryName(file)!), ConfigurationReferenceKind.Inclusion);
}
