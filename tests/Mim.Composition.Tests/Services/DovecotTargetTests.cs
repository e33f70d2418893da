using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("dovecot", "doveadm", "/usr/lib/dovecot/imap-login")]
public sealed class DovecotTargetTests : KilledServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealDovecot(folder);
}
