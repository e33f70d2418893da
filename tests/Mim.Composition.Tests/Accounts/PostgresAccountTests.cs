using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresPostgres]
public sealed class PostgresAccountTests : AccountRotationSuite
{
    protected override AccountServer Server { get; } = new PostgresAccounts();

    protected override bool MeetsAll => true;
}
