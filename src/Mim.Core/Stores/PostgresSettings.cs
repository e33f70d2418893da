using System.Collections.Frozen;

namespace Mim.Core.Stores;

/// <summary>
/// The settings of a PostgreSQL connection that a store's address may hold, under the names that people know from .NET and
/// from libpq. Any other is refused: some would weaken TLS or show values in errors.
/// </summary>
internal static class PostgresSettings
{
    public const string Host = "Host";
    public const string Port = "Port";
    public const string Database = "Database";
    public const string Username = "Username";
    public const string Password = "Password";
    public const string Schema = "Search Path";
    public const string TlsMode = "SSL Mode";
    public const string RootCertificate = "Root Certificate";
    private const string Certificate = "SSL Certificate";
    private const string Key = "SSL Key";
    private const string PasswordFile = "Passfile";
    private const string ConnectTimeout = "Timeout";
    private const string CommandTimeout = "Command Timeout";
    private const string Application = "Application Name";
    private const string KeepAlive = "Keepalive";
    private const string Session = "Target Session Attributes";
    private const string Pool = "Maximum Pool Size";
    private const string Kerberos = "Kerberos Service Name";

    private static readonly FrozenDictionary<string, string> _names = new Dictionary<string, string>
    {
        ["host"] = Host,
        ["server"] = Host,
        ["datasource"] = Host,
        ["port"] = Port,
        ["database"] = Database,
        ["db"] = Database,
        ["dbname"] = Database,
        ["username"] = Username,
        ["user"] = Username,
        ["userid"] = Username,
        ["uid"] = Username,
        ["password"] = Password,
        ["pwd"] = Password,
        ["psw"] = Password,
        ["searchpath"] = Schema,
        ["schema"] = Schema,
        ["sslmode"] = TlsMode,
        ["rootcertificate"] = RootCertificate,
        ["sslrootcert"] = RootCertificate,
        ["sslcertificate"] = Certificate,
        ["sslcert"] = Certificate,
        ["sslkey"] = Key,
        ["passfile"] = PasswordFile,
        ["timeout"] = ConnectTimeout,
        ["connecttimeout"] = ConnectTimeout,
        ["commandtimeout"] = CommandTimeout,
        ["applicationname"] = Application,
        ["keepalive"] = KeepAlive,
        ["targetsessionattributes"] = Session,
        ["targetsessionattrs"] = Session,
        ["maximumpoolsize"] = Pool,
        ["kerberosservicename"] = Kerberos,
        ["krbsrvname"] = Kerberos,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order in which an address is written.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Host, Port, Database, Username, Schema, TlsMode, RootCertificate, Certificate, Key, PasswordFile, ConnectTimeout, CommandTimeout,
        Application, KeepAlive, Session, Pool, Kerberos,
    ];

    /// <summary>The one name of a setting, whatever it was called; null when it is none.</summary>
    public static string? Find(string name) =>
        _names.GetValueOrDefault(name.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal));

    public static bool IsPath(string setting) => setting is RootCertificate or Certificate or Key or PasswordFile;
}
