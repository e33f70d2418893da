using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("useradd", "chpasswd", "su", "setpriv", AsRoot = true)]
public sealed class LinuxLendingTests : LendingSuite
{
    protected override AccountServer Server { get; } = new LinuxAccounts();
}
