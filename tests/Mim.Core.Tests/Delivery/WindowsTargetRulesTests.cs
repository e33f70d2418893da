using Mim.Core.Delivery;

namespace Mim.Core.Tests.Delivery;

public sealed class WindowsTargetRulesTests
{
    private static readonly WindowsTargetSettings _store = new() { Store = WindowsTargetSettings.DefaultStore };

    [Theory]
    [InlineData(TargetKind.WindowsStore, null)]
    [InlineData(TargetKind.Iis, "web01.corp.test:443")]
    [InlineData(TargetKind.Iis, "0.0.0.0:443")]
    [InlineData(TargetKind.RemoteDesktop, "RDP-Tcp")]
    [InlineData(TargetKind.WinRm, "*")]
    [InlineData(TargetKind.WinRm, "IP:192.0.2.1")]
    public void What_there_is_may_be_said(TargetKind kind, string? binding) =>
        WindowsTargetRules.Enforce(kind, _store with { Binding = binding });

    [Theory]
    [InlineData(TargetKind.WindowsStore, "web01.corp.test:443")]
    [InlineData(TargetKind.Iis, null)]
    [InlineData(TargetKind.Iis, "*:443:")]
    [InlineData(TargetKind.Iis, "web01")]
    [InlineData(TargetKind.RemoteDesktop, "a'b")]
    [InlineData(TargetKind.RemoteDesktop, "")]
    [InlineData(TargetKind.WinRm, "$(calc)")]
    public void What_is_no_binding_is_refused(TargetKind kind, string? binding) => Refuses(kind, _store with { Binding = binding });

    [Theory]
    [InlineData("My")]
    [InlineData("LocalMachine")]
    [InlineData("LocalMachine/")]
    [InlineData("localmachine/My")]
    [InlineData("LocalMachine/My/x")]
    [InlineData("Nowhere/My")]
    [InlineData("0/My")]
    public void What_names_no_store_is_refused(string store) => Refuses(TargetKind.WindowsStore, _store with { Store = store });

    [Fact]
    public void What_serves_takes_from_the_machine() =>
        Refuses(TargetKind.Iis, _store with { Store = "CurrentUser/My", Binding = "web01:443" });

    [Fact]
    public void A_store_is_written_where_it_is() => Refuses(TargetKind.WindowsStore, _store with { Host = new TargetHost("web01") });

    private static void Refuses(TargetKind kind, WindowsTargetSettings settings) =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => WindowsTargetRules.Enforce(kind, settings)).Cause);
}
