using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Redis;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Redis;

/// <summary>Users of a real server.</summary>
[RequiresProgram("redis-server", "redis-cli")]
public sealed class RedisRotatorTests : AccountRotatorContract
{
    private readonly RedisAccounts _accounts = new();

    protected override IAccountRotator Rotator { get; } = new RedisRotator(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    // Spaces part the words of its file.
    protected override string OddName => "odd\"name'\\ö";

    // Only who may change all of them.
    protected override bool ChangesOwn => false;

    protected override void Make(string account, string password) => _accounts.Make(account, password);
}
