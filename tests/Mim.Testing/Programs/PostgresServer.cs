using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mim.Testing.Programs;

/// <summary>
/// A real PostgreSQL on a free loopback port and a socket, in a temporary folder. Its owner <c>mim</c> may do everything and
/// needs no password on this machine; users of <see cref="NewUser"/> always need theirs. Names compare as in English, as on
/// most servers, and not as bytes.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string Owner = "mim";
    private const string PasswordUsers = "password_users";
    private const string SystemUser = "postgres";

    private static readonly Lazy<PostgresServer> _shared = new(() => new PostgresServer());
    private readonly string _folder = Directory.CreateTempSubdirectory("mim-pg-").FullName;
    private readonly PostgresOptions _options;
    private readonly PostgresGuard _guard;
    private int _databases;

    public PostgresServer(PostgresOptions? options = null)
    {
        _options = options ?? new PostgresOptions();
        _guard = new PostgresGuard(_folder);
        try
        {
            Give(_folder, "755");
            AsSystemUser(
                "initdb", "--pgdata", Data, "--username", Owner, "--auth", "trust", "--encoding", "UTF8",
                "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-US", "--no-sync").Succeeded();
            Configure();
            StartOnFreePort();
            Execute("postgres", $"CREATE ROLE {PasswordUsers}");
        }
        catch
        {
            _guard.Dispose();
            throw;
        }
    }

    /// <summary>The one that tests share which need no server of their own; it lives as long as the process.</summary>
    public static PostgresServer Shared => _shared.Value;

    public int Port { get; private set; }

    /// <summary>The folder of the socket, which stands for a host in a connection string.</summary>
    public string SocketFolder => _folder;

    /// <summary>The folder of the data and the configuration.</summary>
    public string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log");

    /// <summary>Connection string of a fresh, empty database.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        Execute("postgres", $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>The name of the database in a connection string of this class.</summary>
    public static string NameOf(string connectionString) => connectionString[(connectionString.LastIndexOf('=') + 1)..];

    /// <summary>As <see cref="NewDatabase()"/>, with its files in a folder that outlives the server.</summary>
    public string NewDatabase(string folder)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        Give(folder, "700");
        Execute("postgres", $"CREATE TABLESPACE {name} LOCATION '{folder}'");
        Execute("postgres", $"CREATE DATABASE {name} TABLESPACE {name}");
        return ConnectionString(name);
    }

    public string ConnectionString(string database, string user = Owner, string host = "127.0.0.1") =>
        string.Create(CultureInfo.InvariantCulture, $"Host={host};Port={Port};Username={user};Database={database}");

    /// <summary>Makes a login that is never let in without its password (SCRAM-SHA-256).</summary>
    public void NewUser(string name, string password) => Execute(
        "postgres", $"CREATE ROLE \"{name}\" LOGIN PASSWORD '{password}' IN ROLE {PasswordUsers}");

    /// <summary>Runs SQL as the owner; gives the rows, columns parted by bars.</summary>
    public string Execute(string database, string sql) => TryExecute(database, sql).Succeeded().Output.Trim();

    /// <summary>As <see cref="Execute"/>, as any user that needs no password, and whatever comes of it.</summary>
    public ProgramResult TryExecute(string database, string sql, string user = Owner) => ProgramRunner.RunWithInput(
        PostgresPrograms.Path("psql"),
        sql,
        "--host", _folder, "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", user, "--dbname", database,
        "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1");

    /// <summary>Cuts every connection to a database, as an administrator or a failing network does.</summary>
    public void CutConnections(string database) => Execute(
        "postgres", $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{database}'");

    /// <summary>Stops it in good order; with <paramref name="crash"/> as a power cut does, to recover at the next start.</summary>
    public void Stop(bool crash = false) => Control("stop", "--mode", crash ? "immediate" : "fast").Succeeded();

    /// <summary>Starts it again on the same port.</summary>
    public void Start() => TryStart().Succeeded();

    public void Restart(bool crash = false)
    {
        Stop(crash);
        Start();
    }

    /// <summary>Reads the files of certificates, keys and access again.</summary>
    public void Reload() => Control("reload").Succeeded();

    public void Dispose() => _guard.Dispose();

    private void Configure()
    {
        var fsync = _options.Durable ? "on" : "off";
        List<string> settings =
        [
            $"listen_addresses = '{_options.Listen}'",
            $"unix_socket_directories = '{_folder}'",
            "max_connections = 200",
            $"fsync = {fsync}",
            $"full_page_writes = {fsync}",
            "password_encryption = 'scram-sha-256'",
            .. _options.Settings,
        ];
        if (_options.Tls is var (certificate, key))
        {
            settings.AddRange(["ssl = on", $"ssl_cert_file = '{Hand(certificate)}'", $"ssl_key_file = '{Hand(key)}'"]);
        }

        File.AppendAllLines(Path.Combine(Data, "postgresql.conf"), settings);
        File.WriteAllLines(
            Path.Combine(Data, "pg_hba.conf"),
            [
                $"local all +{PasswordUsers} scram-sha-256",
                "local all all trust",
                $"host all +{PasswordUsers} all scram-sha-256",
                "host all all 127.0.0.1/32 trust",
            ]);
    }

    /// <summary>A copy of a file that the server may read and nobody else, as it demands of keys.</summary>
    private string Hand(string file)
    {
        var copy = Path.Combine(_folder, Path.GetFileName(file));
        ProgramRunner.Run("cp", file, copy).Succeeded();
        Give(copy, "600");
        return copy;
    }

    private void StartOnFreePort()
    {
        const int attempts = 5;
        ProgramResult result;
        var attempt = 0;
        do
        {
            // Somebody may take the port before the server does.
            Port = FreePort();
            result = TryStart();
        }
        while (result.ExitCode != 0 && ++attempt < attempts);
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{(File.Exists(Log) ? File.ReadAllText(Log) : result.Error)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProgramResult TryStart() =>
        Control("start", "--log", Log, "--options", string.Create(CultureInfo.InvariantCulture, $"-p {Port}"));

    private ProgramResult Control(string what, params string[] more) =>
        AsSystemUser("pg_ctl", [what, "--pgdata", Data, "--wait", "--timeout", "50", .. more]);

    private static void Give(string path, string mode)
    {
        ProgramRunner.Run("chmod", mode, path).Succeeded();
        if (Environment.IsPrivilegedProcess)
        {
            ProgramRunner.Run("chown", SystemUser, path).Succeeded();
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static ProgramResult AsSystemUser(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? ProgramRunner.Run("runuser", ["-u", SystemUser, "--", PostgresPrograms.Path(program), .. arguments])
        : ProgramRunner.Run(PostgresPrograms.Path(program), arguments);
}
