using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("rabbitmq-server", "epmd")]
public sealed class RabbitMqLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new RabbitMqAccounts();
}
