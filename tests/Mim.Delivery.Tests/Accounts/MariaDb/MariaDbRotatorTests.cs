using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.MariaDb;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.MariaDb;

/// <summary>Users of a real server.</summary>
[RequiresProgram("mariadbd", "mariadb")]
public sealed class MariaDbRotatorTests : AccountRotatorContract
{
    private readonly MariaDbAccounts _accounts = new();

    protected override IAccountRotator Rotator { get; } = new MariaDbRotator(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    protected override void Make(string account, string password) => _accounts.Make(account, password);
}
