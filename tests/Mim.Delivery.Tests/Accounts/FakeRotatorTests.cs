using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Accounts;

public sealed class FakeRotatorTests : AccountRotatorContract
{
    private readonly FakeRotator _rotator = new();

    protected override IAccountRotator Rotator => _rotator;

    protected override AccountSettings Settings => FakeRotator.Place("app");

    protected override AccountCredential Administrator => Credential(FakeRotator.Administrator, FakeRotator.AdministratorPassword);

    protected override void Make(string account, string password) => _rotator.Passwords[account] = password;
}
