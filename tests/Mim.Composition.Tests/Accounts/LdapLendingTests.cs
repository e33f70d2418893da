using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("slapd", "slapadd", "ldapmodify")]
public sealed class LdapLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new LdapAccounts();
}
