using Mim.Core.Accounts;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>Users of a MariaDB that tests share.</summary>
public sealed class MariaDbAccounts : AccountServer
{
    private static readonly Lazy<(int Port, string Socket)> _server = new(Start);

    public override AccountSystem System => AccountSystem.MariaDb;

    public override int Port => _server.Value.Port;

    // Its names are compared without spaces at their end and have at most 80 characters.
    public override void Make(string account, string password) => ProgramRunner.RunWithInput(
        "mariadb",
        $"CREATE OR REPLACE USER {Quoted(account)}@'127.0.0.1' IDENTIFIED BY '{password}', {Quoted(account)}@'localhost' IDENTIFIED BY '{password}';",
        "--no-defaults", $"--socket={_server.Value.Socket}", "--default-character-set=utf8mb4", $"--user={Administrator}", $"--password={AdministratorPassword}")
        .Succeeded();

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static (int Port, string Socket) Start()
    {
        var folder = new TemporaryFolder();
        var keeper = new MariaDbAccounts();
        Directory.CreateDirectory(folder["data"]);
        const string scripts = "/usr/share/mysql";
        File.WriteAllText(
            folder["init.sql"],
            $"CREATE USER '{keeper.Administrator}'@'%' IDENTIFIED BY '{keeper.AdministratorPassword}'; GRANT ALL ON *.* TO '{keeper.Administrator}'@'%' WITH GRANT OPTION;".Replace("; ", ";\n", StringComparison.Ordinal));
        string[] common =
        [
            "--no-defaults", $"--datadir={folder["data"]}", "--innodb-log-file-size=4M", "--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0",
            .. Environment.IsPrivilegedProcess ? ["--user=root"] : Array.Empty<string>(),
        ];
        var tables = string.Concat(new[] { "mysql_system_tables.sql", "mysql_system_tables_data.sql" }.Select(file => File.ReadAllText(Path.Combine(scripts, file))));
        ProgramRunner.RunWithInput(
            ProgramFinder.Find("mariadbd")!, $"CREATE DATABASE mysql;\nUSE mysql;\n{tables}", [.. common, "--bootstrap"]).Succeeded();
        var port = LoopbackPort.Free();
        var server = new ServerProgram(folder["log"], port, ProgramFinder.Find("mariadbd")!, [
            .. common, "--bind-address=127.0.0.1", $"--port={port}", $"--socket={folder["socket"]}", $"--pid-file={folder["pid"]}",
            $"--init-file={folder["init.sql"]}", $"--ssl-cert={AccountServerTls.CertificateFile}", $"--ssl-key={AccountServerTls.KeyFile}"]);
        EndWithProcess(server, folder);
        return (port, folder["socket"]);
    }
}
