using Mim.Core.Accounts;

namespace Mim.Testing.Programs;

/// <summary>Roles of the PostgreSQL that tests share, or of another one.</summary>
public sealed class PostgresAccounts : AccountServer
{
    private static readonly Lock _gate = new();

    public PostgresAccounts(PostgresServer? server = null)
    {
        Server = server ?? PostgresServer.Shared;
        lock (_gate)
        {
            if (Server.Execute("postgres", $"SELECT 1 FROM pg_roles WHERE rolname = '{Administrator}'").Length == 0)
            {
                Server.NewUser(Administrator, AdministratorPassword);

                // From version 16 on a role that makes others may change those that it was given.
                Server.Execute("postgres", $"ALTER ROLE {Administrator} SUPERUSER");
            }
        }
    }

    public override AccountSystem System => AccountSystem.PostgreSql;

    public override int Port => Server.Port;

    private PostgresServer Server { get; }

    public override void Make(string account, string password)
    {
        var name = account.Replace("\"", "\"\"", StringComparison.Ordinal);
        Server.Execute("postgres", $"DROP ROLE IF EXISTS \"{name}\"");
        Server.NewUser(name, password);
    }
}
