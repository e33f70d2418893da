using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Tests.Windows;

namespace Mim.Delivery.Tests;

/// <summary>One certificate that several things of Windows serve, and what others bound.</summary>
public sealed class WindowsBindingTests : IDisposable
{
    private static readonly TargetKind[] _kinds = [TargetKind.Iis, TargetKind.RemoteDesktop, TargetKind.WinRm];
    private readonly WindowsFixture _fixture = new(TargetKind.Iis);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task One_certificate_is_served_by_all_and_the_last_who_goes_back_takes_it_out()
    {
        foreach (var kind in _kinds)
        {
            await Retire(kind, 1, await Install(kind, 1));
        }

        var receipts = new Dictionary<TargetKind, InstallReceipt>();
        foreach (var kind in _kinds)
        {
            receipts[kind] = await Install(kind, 2);
        }

        Assert.Equal(2, _fixture.Stored.Count);
        foreach (var kind in _kinds)
        {
            Assert.True((await Prove(kind, 2)).Holds);
            using var second = Of(kind, 2);
            await ((ITakesBack)_fixture.AdapterOf(kind)).TakeBackAsync(second.Target, receipts[kind], CancellationToken.None);
            Assert.Equal(kind == _kinds[^1] ? 1 : 2, _fixture.Stored.Count);
            Assert.True((await Prove(kind, 1)).Holds);
        }
    }

    [Fact]
    public async Task The_certificate_before_stays_until_it_is_retired()
    {
        await Install(TargetKind.Iis, 1);
        var receipt = await Install(TargetKind.Iis, 2);
        Assert.Equal(2, _fixture.Stored.Count);
        await Retire(TargetKind.Iis, 2, receipt);
        Assert.Equal(_fixture.Leaf(2).Certificate, Assert.Single(_fixture.Stored).Certificate);
        Assert.True((await Prove(TargetKind.Iis, 2)).Holds);
    }

    [Fact]
    public async Task What_was_somebody_elses_is_taken_over_given_back_and_never_destroyed()
    {
        var other = _fixture.BindToAnother();
        var receipt = await Install(TargetKind.Iis, 1);
        using var first = _fixture.Installation(1);
        await ((ITakesBack)_fixture.Adapter).TakeBackAsync(first.Target, receipt, CancellationToken.None);
        Assert.Equal(other, Assert.Single(_fixture.Windows.State.Bindings).Value);

        await Retire(TargetKind.Iis, 1, await Install(TargetKind.Iis, 1));
        Assert.Contains(_fixture.Stored, one => one.Note == "by hand");
    }

    [Fact]
    public async Task What_somebody_bound_since_is_left_alone()
    {
        var receipt = await Install(TargetKind.Iis, 1);
        _fixture.LastReceipt = receipt;
        var other = _fixture.BindToAnother();
        var refusal = await Assert.ThrowsAsync<MimException>(() => Install(TargetKind.Iis, 2));
        Assert.Equal(MimErrorCause.LocationChanged, refusal.Cause);
        using var first = _fixture.Installation(1);
        refusal = await Assert.ThrowsAsync<MimException>(
            () => ((ITakesBack)_fixture.Adapter).TakeBackAsync(first.Target, receipt, CancellationToken.None));
        Assert.Equal(MimErrorCause.LocationChanged, refusal.Cause);
        Assert.Equal(other, Assert.Single(_fixture.Windows.State.Bindings).Value);
    }

    [Fact]
    public async Task A_binding_that_is_refused_leaves_nothing_in_the_store()
    {
        _fixture.Settings = _fixture.Settings with { Binding = "*" };
        using var first = _fixture.Installation(1, TargetKind.WinRm, _fixture.Settings with { Binding = "192.0.2.1" });
        await Assert.ThrowsAsync<MimException>(() => _fixture.AdapterOf(TargetKind.WinRm).InstallAsync(first, CancellationToken.None));
        Assert.Empty(_fixture.Stored);
    }

    [Fact]
    public async Task A_listener_that_serves_the_old_one_is_found()
    {
        await Install(TargetKind.Iis, 1);
        _fixture.Windows.Change(state => state with { Served = state.Bindings });
        await Install(TargetKind.Iis, 2);
        var proof = await Prove(TargetKind.Iis, 2);
        Assert.Contains("serves another certificate", proof.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_of_Remote_Desktop_may_read_its_key()
    {
        await Install(TargetKind.RemoteDesktop, 1);
        Assert.Equal("S-1-5-20", Assert.Single(_fixture.Stored).Reader);
    }

    [Fact]
    public async Task The_intermediates_are_where_Windows_looks_for_them()
    {
        await Install(TargetKind.Iis, 1);
        Assert.Single(_fixture.Windows.State.Certificates, one => one.Store == "LocalMachine/CA");
        _fixture.Windows.Change(state => state with { Certificates = _fixture.Stored });
        Assert.Contains("LocalMachine/CA", (await Prove(TargetKind.Iis, 1)).Reason, StringComparison.Ordinal);
    }

    private Installation Of(TargetKind kind, int number) =>
        _fixture.Installation(number, kind, kind == TargetKind.Iis ? _fixture.Settings : WindowsFixture.SettingsOf(kind));

    private async Task<InstallReceipt> Install(TargetKind kind, int number)
    {
        using var installation = Of(kind, number);
        return await _fixture.AdapterOf(kind).InstallAsync(installation, CancellationToken.None);
    }

    private async Task<Proof> Prove(TargetKind kind, int number)
    {
        using var installation = Of(kind, number);
        return await _fixture.AdapterOf(kind).ProveAsync(installation, CancellationToken.None);
    }

    private async Task Retire(TargetKind kind, int number, InstallReceipt receipt)
    {
        using var installation = Of(kind, number);
        await ((ITakesBack)_fixture.AdapterOf(kind)).RetireAsync(installation.Target, receipt, CancellationToken.None);
    }
}
