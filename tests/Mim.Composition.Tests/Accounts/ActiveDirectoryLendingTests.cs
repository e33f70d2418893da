using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("samba", "samba-tool", "ldapmodify", AsRoot = true)]
public sealed class ActiveDirectoryLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new DomainAccounts();
}
