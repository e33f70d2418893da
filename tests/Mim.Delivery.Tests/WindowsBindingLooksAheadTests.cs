using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Tests.Windows;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class WindowsBindingLooksAheadTests : LooksAheadContract, IDisposable
{
    private readonly WindowsFixture _fixture = new(TargetKind.WinRm);

    protected override ILooksAhead Adapter => (ILooksAhead)_fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => _fixture.BindToAnother();

    protected override void Vanish() => _fixture.Windows.Change(state => state with { IsOpen = false });

    protected override string Content() => _fixture.Content;
}
