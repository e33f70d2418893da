using System.Globalization;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>
/// Roles of a PostgreSQL on the same machine, each rotated in place and proved: let in with the new password, refused with the old one. The
/// server works on the same cores.
/// </summary>
internal static class AccountScenario
{
    private const int Roles = 1000;
    private const int AtOnce = 8;

    public static IEnumerable<Figure> Run()
    {
        using var store = new BenchStore();
        var accounts = new PostgresAccounts();
        using var keeper = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(accounts.AdministratorPassword));
        store.Session.Secrets.Create(new NewSecret { Name = "keeper", Value = keeper, UserName = accounts.Administrator }, CancellationToken.None);
        PostgresServer.Shared.Execute(
            "postgres", string.Create(CultureInfo.InvariantCulture, $"SELECT format('CREATE ROLE bench%s LOGIN IN ROLE password_users', number) FROM generate_series(1, {Roles}) AS number \\gexec"));
        var ids = Enumerable.Range(1, Roles).Select(number => Register(store.Session, accounts, $"bench{number}")).ToList();
        var options = new RotationOptions { ThrottleLimit = AtOnce };
        CompletedRate.Of(store.Session.Rotation.PublishAsync(ids, options, CancellationToken.None));
        var rate = CompletedRate.Of(store.Session.Rotation.RotateAsync(ids, options, CancellationToken.None));
        yield return new Figure($"{Roles:#,##0} PostgreSQL roles rotated and proved by log-ins", rate, "/s", "≥ 50/s");
    }

    private static Guid Register(MimSession session, PostgresAccounts accounts, string role)
    {
        var wanted = new NewAccount { Name = role, Settings = accounts.Settings(role), Administrator = "keeper" };
        return session.Accounts.RegisterAsync(wanted, CancellationToken.None).GetAwaiter().GetResult().Id;
    }
}
