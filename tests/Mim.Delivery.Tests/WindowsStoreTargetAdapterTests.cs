using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Tests.Windows;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class WindowsStoreTargetAdapterTests : TargetAdapterContract, IDisposable
{
    private readonly WindowsFixture _fixture = new(TargetKind.WindowsStore);

    protected override ITargetAdapter Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => _fixture.Windows.Change(state => state with
    {
        Certificates = [.. state.Certificates.Select(one => one with { HasPrivateKey = false })],
    });
}
