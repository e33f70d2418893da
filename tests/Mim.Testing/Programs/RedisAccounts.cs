using System.Globalization;
using Mim.Core.Accounts;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>Users of a Redis that tests share; it keeps them in a file.</summary>
public sealed class RedisAccounts : AccountServer
{
    private static readonly Lazy<int> _port = new(Start);

    public override AccountSystem System => AccountSystem.Redis;

    public override int Port => _port.Value;

    public override void Make(string account, string password)
    {
        var made = ProgramRunner.RunWithInput(
            "redis-cli",
            $"ACL SETUSER {Quoted(account)} reset on {Quoted($">{password}")}\n",
            "-p", Port.ToString(CultureInfo.InvariantCulture), "--no-auth-warning", "--user", Administrator, "--pass", AdministratorPassword).Succeeded();
        Assert.Equal("OK", made.Output.Trim());
    }

    private static string Quoted(string word) =>
        $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static int Start()
    {
        var folder = new TemporaryFolder();
        var keeper = new RedisAccounts();
        File.WriteAllText(folder["users.acl"], $"user default off\nuser {keeper.Administrator} on >{keeper.AdministratorPassword} ~* +@all\n");
        var port = LoopbackPort.Free();
        var server = new ServerProgram(
            folder["log"], port, "redis-server", "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--save", "",
            "--dir", folder.Path, "--aclfile", folder["users.acl"]);
        EndWithProcess(server, folder);
        return port;
    }
}
