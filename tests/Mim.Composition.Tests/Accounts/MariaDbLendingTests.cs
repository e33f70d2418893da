using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("mariadbd", "mariadb")]
public sealed class MariaDbLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new MariaDbAccounts();
}
