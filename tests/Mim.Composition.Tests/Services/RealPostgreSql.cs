using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

internal sealed class RealPostgreSql(TemporaryFolder folder) : RealService(folder)
{
    private PostgresServer? _server;

    public override TargetKind Kind => TargetKind.PostgreSql;

    public override int Port => _server!.Port;

    public override StartTls StartTls => StartTls.PostgreSql;

    /// <summary>The server reads no key that belongs to somebody else.</summary>
    public override FileTargetSettings Files => base.Files with { Owner = Environment.IsPrivilegedProcess ? "postgres" : null };

    public override string Configuration => _server!.Data;

    public override string ConfigurationFile => Path.Combine(Configuration, "postgresql.conf");

    public override void Start()
    {
        // It is never root, and is still to reach its files.
        ProgramRunner.Run("chmod", "711", Folder.Path).Succeeded();
        _server = new PostgresServer(new PostgresOptions
        {
            Settings = ["ssl = on", $"ssl_cert_file = '{Files.Path}'", $"ssl_key_file = '{Files.KeyPath}'"],
        });
    }

    public override void Reload() => ProgramRunner.Run(
        "kill", "-s", "HUP", File.ReadLines(Path.Combine(Configuration, "postmaster.pid")).First()).Succeeded();

    public override void Dispose() => _server?.Dispose();
}
