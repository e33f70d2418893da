using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Tests.Windows;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class WindowsStoreHoldsSeveralTests : HoldsSeveralContract, IDisposable
{
    private readonly WindowsFixture _fixture = new(TargetKind.WindowsStore);

    protected override IHoldsSeveral Adapter => (IHoldsSeveral)_fixture.Adapter;

    /// <summary>Intermediates stay, as others may need them.</summary>
    protected override byte[] Content
    {
        get => Encoding.UTF8.GetBytes(string.Join('\n', _fixture.Stored.Select(one => one.Note)));
        set => _fixture.Windows.Change(state => state with { Certificates = [] });
    }

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    [Fact]
    public async Task What_something_is_bound_to_is_not_taken_out()
    {
        using var first = _fixture.Installation(1);
        using var site = _fixture.Installation(1, TargetKind.Iis, WindowsFixture.SettingsOf(TargetKind.Iis));
        await _fixture.Adapter.InstallAsync(first, CancellationToken.None);
        await _fixture.AdapterOf(TargetKind.Iis).InstallAsync(site, CancellationToken.None);
        await Adapter.RemoveAsync(first.Target, [first.Version], CancellationToken.None);
        Assert.True((await _fixture.AdapterOf(TargetKind.Iis).ProveAsync(site, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task What_a_binding_may_go_back_to_is_not_taken_out()
    {
        using var first = _fixture.Installation(1, TargetKind.Iis, WindowsFixture.SettingsOf(TargetKind.Iis));
        using var second = _fixture.Installation(2, TargetKind.Iis, WindowsFixture.SettingsOf(TargetKind.Iis));
        await _fixture.AdapterOf(TargetKind.Iis).InstallAsync(first, CancellationToken.None);
        await _fixture.AdapterOf(TargetKind.Iis).InstallAsync(second, CancellationToken.None);
        using var stored = _fixture.Installation(1);
        await Adapter.RemoveAsync(stored.Target, [first.Version], CancellationToken.None);
        Assert.Equal(2, _fixture.Stored.Count);
    }

    [Fact]
    public async Task A_key_that_nobody_has_is_told_of()
    {
        using var bare = _fixture.Installation(1, TargetKind.WindowsStore, _fixture.Settings, withKey: false);
        await Assert.ThrowsAsync<MimException>(() => _fixture.Adapter.InstallAsync(bare, CancellationToken.None));
        Assert.Empty(_fixture.Stored);
    }
}
