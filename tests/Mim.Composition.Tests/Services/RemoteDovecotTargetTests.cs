using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("dovecot", "doveadm", "/usr/lib/dovecot/imap-login", "ssh", "sshd")]
public sealed class RemoteDovecotTargetTests : RemoteServiceSuite
{
    private protected override RealService NewService(TemporaryFolder folder) => new RealDovecot(folder) { Sshd = Sshd };
}
