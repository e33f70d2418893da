using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresPostgres]
public sealed class PostgresLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new PostgresAccounts();

    [RequiresPostgresFact]
    public Task A_process_killed_at_any_word_of_a_return_is_gone_on_with() => DieOnReturnAsync();
}
