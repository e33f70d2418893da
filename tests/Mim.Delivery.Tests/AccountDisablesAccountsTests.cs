using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class AccountDisablesAccountsTests : DisablesAccountsContract
{
    private readonly AccountInstallations _installations = new("app_a", "app_b");

    public AccountDisablesAccountsTests() => Adapter = new AccountTargetAdapter([_installations.Rotator]);

    protected override IDisablesAccounts Adapter { get; }

    protected override AccountCredential Administrator => AccountInstallations.Administrator;

    protected override Installation Installation(int number) => _installations.Of(number);
}
