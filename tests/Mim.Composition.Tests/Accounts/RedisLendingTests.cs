using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("redis-server", "redis-cli")]
public sealed class RedisLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new RedisAccounts();
}
