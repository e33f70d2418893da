using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("postfix", "/usr/lib/postfix/sbin/smtpd", "ssh", "sshd", AsRoot = true)]
public sealed class RemotePostfixTargetTests : RemoteServiceSuite
{
    // As on this machine: its processes read configuration and files whenever one starts.
    private protected override IReadOnlyList<DeliveryCase> Cases { get; } = [DeliveryCase.NothingFails, DeliveryCase.ForeignChange];

    private protected override RealService NewService(TemporaryFolder folder) => new RealPostfix(folder) { Sshd = Sshd };
}
