using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresProgram("useradd", "chpasswd", "su", "setpriv", AsRoot = true)]
public sealed class LinuxAccountTests : AccountRotationSuite
{
    protected override AccountServer Server { get; } = new LinuxAccounts();

    // One change and two log-ins.
    protected override int FewestDeaths => 3;
}
