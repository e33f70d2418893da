using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Vault;
using Mim.Delivery;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

/// <summary>A role that a search finds on a real server goes on as an account that is rotated, in a store on each engine.</summary>
public sealed class AccountAdoptionTests
{
    private const string Before = "before-Password-1";
    private readonly PostgresAccounts _server = new();

    [RequiresPostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Found_imported_registered_and_rotated_it_is_one_identity(bool isShared)
    {
        var role = isShared ? "mim_found_shared" : "mim_found";
        using var folder = new TemporaryFolder();
        using var test = new TestSession(
            new NewStore { KeyFile = folder["store.key"] },
            reference => isShared ? reference with { Location = PostgresTestInventory.NewLocation() } : reference);
        var session = test.Session;
        _server.Make(role, Before);
        using var keeper = AccountServer.Credential(_server.Administrator, _server.AdministratorPassword);
        session.Secrets.Create(new NewSecret { Name = "keeper", Value = keeper.Secret, UserName = keeper.UserName }, default);
        var found = await ImportAsync(session, keeper, role);
        session.Identities.Set(found.Id, new IdentityChange { Owner = "ann", Tags = ["library=found"], Criticality = Criticality.High }, default);

        var adopted = await RegisterAsync(session, found.Name, role);
        test.Time.Now += TimeSpan.FromSeconds(1);
        var rotated = Assert.Single(session.Rotation.RotateAsync([adopted.Id], new RotationOptions(), default).ToBlockingEnumerable());

        Assert.True(rotated.Outcome == RotationOutcome.Completed, rotated.Reason);
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(role, Before));
        using (var lent = session.Lending.Borrow(new AccountLoan { IdentityId = found.Id, Purpose = "INC-1" }, default))
        {
            Assert.Equal(LoginAnswer.Accepted, await LogInAsync(role, Encoding.UTF8.GetString(lent.Password.Span)));
        }

        var now = session.Identities.Get(found.Id);
        Assert.Equal((3, "ann", Criticality.High, "library=found"), (now.Version, now.Owner, now.Criticality, Assert.Single(now.Tags)));
        var location = Assert.Single(session.Identities.Locations(found.Id));
        Assert.Equal(($"PostgreSql {_server.Settings(role).Endpoint} {role}", now.CurrentVersionId), (location.Address, location.VersionId));
        Assert.Single(session.Audit.Read(new AuditQuery { Acts = ["AdoptAccount"] }, default));
        Assert.Equal(found.Id, (await ImportAsync(session, keeper, role)).Id);
        Assert.All(session.Store.Test(default), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    private async Task<MachineIdentity> ImportAsync(MimSession session, AccountCredential keeper, string role)
    {
        using var run = session.Importer.Open(default);
        await foreach (var finding in session.AccountDiscovery.FindAsync(_server.Settings(keeper.UserName), keeper, new AccountScan(), default))
        {
            if (finding.Account == role)
            {
                run.AddFinding(finding, new ImportDocumentation());
            }
        }

        return Assert.Single(run.Complete()).Result!.Identity;
    }

    private async Task<MachineIdentity> RegisterAsync(MimSession session, string name, string role)
    {
        using var password = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Before));
        return await session.Accounts.RegisterAsync(
            new NewAccount { Name = name, Settings = _server.Settings(role), Password = password, Administrator = "keeper" }, default);
    }

    private async Task<LoginAnswer> LogInAsync(string role, string password)
    {
        using var credential = AccountServer.Credential(role, password);
        var rotator = AccountRotatorSet.All(TimeProvider.System).Single(rotator => rotator.System == _server.System);
        return await rotator.LogInAsync(_server.Settings(role), credential, default);
    }
}
