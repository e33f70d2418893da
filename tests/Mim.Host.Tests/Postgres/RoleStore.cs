using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Issuing;
using Mim.Core.Stores;
using Mim.Host.Tests.Commands;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Host.Tests.Postgres;

/// <summary>A store in a schema of its own whose owner ran the script of the roles, and a login of each role with a password.</summary>
public sealed class RoleStore : IAsyncLifetime
{
    private const string Schema = "inventory";
    private const string Password = "a password";
    private readonly TemporaryFolder _folder = new();
    private PostgresServer? _server;

    /// <summary>Full path of something in a folder for the tests.</summary>
    public string this[string name] => _folder[name];

    public async Task InitializeAsync()
    {
        if (PostgresPrograms.Missing is not null)
        {
            return;
        }

        _server = new PostgresServer();
        _server.NewUser("owner", Password);
        _server.Execute("postgres", "CREATE DATABASE mim OWNER owner; ALTER ROLE owner CREATEROLE");
        _server.Execute("mim", $"CREATE SCHEMA {Schema} AUTHORIZATION owner");
        using (var session = new MimComposition().Initialize(As("owner"), new NewStore { KeyFile = this["mim.key"] }, Caller.Context(), default))
        {
            session.Authorities.Create(new NewAuthority { Name = "corp" }, default);
            session.Certificates.Issue(new NewCertificate { Name = "web01.test" }, default);
        }

        var script = (await CommandRun.Of("store", "roles", "--schema", Schema)).Succeeded().Output;
        Try("owner", script).Succeeded();
        foreach (var role in new[] { "runner", "reader", "auditor" })
        {
            _server.NewUser(role, Password);
            _server.Execute("postgres", $"GRANT mim_{role} TO {role}");
        }
    }

    /// <summary>Runs SQL with psql as one of the logins.</summary>
    public ProgramResult Try(string user, string sql) =>
        _server!.TryExecute($"dbname=mim password='{Password}' options=-csearch_path={Schema}", sql, user);

    /// <summary>The use cases over the store as one of the logins.</summary>
    public MimSession Open(string user) => new MimComposition().Open(As(user), Caller.Context(), default);

    public Task DisposeAsync()
    {
        _server?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private StoreReference As(string user) => StoreAddress.Named($"{_server!.ConnectionString("mim", "nobody")};Search Path={Schema}", path => path)! with
    {
        DatabaseUser = user,
        DatabasePassword = () => Secret.Of(Password),
    };
}
