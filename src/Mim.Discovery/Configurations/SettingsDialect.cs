namespace Mim.Discovery.Configurations;

/// <summary>
/// Programs that are told of their certificates by a setting a line. Full paths count only: others start from where the program runs.
/// </summary>
/// <param name="program">As <see cref="Core.Discovery.CertificateUse.Program"/> names it.</param>
/// <param name="mains">Names of the files that it starts with.</param>
/// <param name="folder">Files with the same extension below a folder of that name are parts.</param>
/// <param name="certificates">Settings that name certificates.</param>
/// <param name="inclusions">Settings that name further files, or folders of them.</param>
internal sealed class SettingsDialect(string program, string[] mains, string folder, string[] certificates, string[] inclusions)
    : IConfigurationDialect
{
    private readonly HashSet<string> _certificates = new(certificates, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _inclusions = new(inclusions, StringComparer.OrdinalIgnoreCase);

    /// <summary>The programs of this kind that are known.</summary>
    public static IReadOnlyList<SettingsDialect> All { get; } =
    [
        new("mysql", ["my.cnf"], "mysql", ["ssl_cert", "ssl_ca", "ssl_capath"], ["!include", "!includedir"]),
        new(
            "openldap", ["slapd.conf", "cn=config.ldif", "ldap.conf"], "slapd.d",
            [
                "TLSCertificateFile", "TLSCACertificateFile", "TLSCACertificatePath", "olcTLSCertificateFile", "olcTLSCACertificateFile",
                "olcTLSCACertificatePath", "TLS_CACERT", "TLS_CACERTDIR", "TLS_CERT",
            ],
            ["include"]),
        new("vsftpd", ["vsftpd.conf"], "vsftpd", ["rsa_cert_file", "dsa_cert_file", "ca_certs_file"], []),
        new(
            "redis", ["redis.conf"], "redis", ["tls_cert_file", "tls_client_cert_file", "tls_ca_cert_file", "tls_ca_cert_dir"], ["include"]),
        new(
            "mosquitto", ["mosquitto.conf"], "mosquitto",
            ["certfile", "cafile", "capath", "bridge_certfile", "bridge_cafile", "bridge_capath"], ["include_dir"]),
    ];

    public string Program => program;

    public bool IsMain(ConfigurationPath path)
    {
        foreach (var main in mains)
        {
            if (path.IsNamed(main))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsPart(ConfigurationPath path) => path.IsBelow(folder) && path.EndsWith(Path.GetExtension(mains[0]));

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        foreach (var setting in Settings.Read(text).Where(setting => Path.IsPathFullyQualified(setting.Value)))
        {
            // Hyphens and underscores are the same to MySQL; LDIF has a colon after the name.
            var name = setting.Name.TrimEnd(':').Replace('-', '_');
            if (_certificates.Contains(name))
            {
                yield return new ConfigurationReference(setting.Line, Path.GetFullPath(setting.Value));
            }
            else if (_inclusions.Contains(name))
            {
                yield return new ConfigurationReference(setting.Line, Path.GetFullPath(setting.Value), ConfigurationReferenceKind.Inclusion);
            }
        }
    }
}
