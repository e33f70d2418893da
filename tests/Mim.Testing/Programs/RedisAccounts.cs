using System.Globalization;
using Mim.Core.Accounts;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>Users of a Redis that tests share; it keeps them in a file.</summary>
public sealed class RedisAccounts : AccountServer
{
    private static readonly Lazy<(int Plain, int Tls)> _ports = new(Start);

    public override AccountSystem System => AccountSystem.Redis;

    public override int Port => _ports.Value.Plain;

    protected override int TlsPort => _ports.Value.Tls;

    public override void Make(string account, string password)
    {
        var made = ProgramRunner.RunWithInput(
            "redis-cli",
            $"ACL SETUSER {Quoted(account)} reset on {Quoted($">{password}")}\n",
            "-p", Text(Port), "--no-auth-warning", "--user", Administrator, "--pass", AdministratorPassword).Succeeded();
        Assert.Equal("OK", made.Output.Trim());
    }

    private static string Quoted(string word) =>
        $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static (int Plain, int Tls) Start()
    {
        var folder = new TemporaryFolder();
        var keeper = new RedisAccounts();
        File.WriteAllText(folder["users.acl"], $"user default off\nuser {keeper.Administrator} on >{keeper.AdministratorPassword} ~* +@all\n");
        var (port, tls) = (LoopbackPort.Free(), LoopbackPort.Free());
        var server = new ServerProgram(
            folder["log"], port, "redis-server", "--bind", "127.0.0.1", "--port", Text(port), "--save", "", "--dir", folder.Path, "--aclfile", folder["users.acl"],
            "--tls-port", Text(tls), "--tls-cert-file", AccountServerTls.CertificateFile, "--tls-key-file", AccountServerTls.KeyFile,
            "--tls-ca-cert-file", AccountServerTls.AuthorityFile, "--tls-auth-clients", "no");
        EndWithProcess(server, folder);
        return (port, tls);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
