using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Tests.Windows;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class WindowsBindingTakesBackTests : TakesBackContract, IDisposable
{
    private readonly WindowsFixture _fixture = new(TargetKind.Iis);

    protected override ITakesBack Adapter => (ITakesBack)_fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override bool IsEmpty() => _fixture.Stored.Count == 0 && _fixture.Windows.State.Bindings.Count == 0;
}
