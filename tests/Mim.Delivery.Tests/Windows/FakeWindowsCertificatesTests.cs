using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Windows;

public sealed class FakeWindowsCertificatesTests : WindowsCertificatesContract
{
    private readonly TemporaryFolder _folder = new();

    protected override IWindowsCertificates Certificates => field ??= new FakeWindowsCertificates(new FakeWindows(_folder["machine.windows"]));

    protected override string Store => "LocalMachine/My";

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}
