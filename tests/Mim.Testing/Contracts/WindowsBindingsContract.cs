using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What everything of Windows does that is bound to certificates.</summary>
public abstract class WindowsBindingsContract
{
    private const string Store = "LocalMachine/My";
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(60);
    private static readonly WindowsBinding _site = new(TargetKind.Iis, "web01.test:443");
    private static readonly WindowsBinding _port = new(TargetKind.Iis, "0.0.0.0:8443");

    /// <summary>Those that are there without being made.</summary>
    private static readonly WindowsBinding[] _listeners = [new(TargetKind.RemoteDesktop, "RDP-Tcp"), new(TargetKind.WinRm, "*")];

    protected abstract IWindowsBindings Bindings { get; }

    /// <summary>SHA-1 of one of two certificates with keys in the store of the machine.</summary>
    protected abstract string Thumbprint(int number);

    [SuiteFact]
    public async Task What_was_bound_is_read()
    {
        foreach (var binding in _listeners.Append(_site).Append(_port))
        {
            await Bind(binding, Thumbprint(1));
            Assert.Equal(Thumbprint(1), await Read(binding));
            await Bind(binding, Thumbprint(2));
            Assert.Equal(Thumbprint(2), await Read(binding));
        }
    }

    [SuiteFact]
    public async Task A_binding_of_http_that_nobody_made_is_none_and_can_be_made_and_taken_away()
    {
        Assert.Null(await Read(_site));
        await Bind(_site, Thumbprint(1));
        Assert.Null(await Read(_port));
        await Bind(_site, null);
        Assert.Null(await Read(_site));
    }

    [SuiteFact]
    public async Task What_is_used_is_known()
    {
        await Bind(_site, Thumbprint(1));
        Assert.Contains(Thumbprint(1), await Used());
        Assert.DoesNotContain(Thumbprint(2), await Used());
        await Bind(_site, Thumbprint(2));
        await Bind(_listeners[0], Thumbprint(1));
        Assert.Superset(new HashSet<string> { Thumbprint(1), Thumbprint(2) }, (await Used()).ToHashSet());
    }

    [SuiteFact]
    public async Task A_certificate_that_is_not_there_is_refused_and_changes_nothing()
    {
        await Bind(_site, Thumbprint(1));
        var refusal = await Assert.ThrowsAsync<MimException>(() => Bind(_site, new string('0', 40)));
        Assert.Equal(MimErrorCause.InstallFailed, refusal.Cause);
        Assert.Equal(Thumbprint(1), await Read(_site));
    }

    [SuiteFact]
    public async Task A_listener_that_is_not_there_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<MimException>(() => Read(new WindowsBinding(TargetKind.WinRm, "192.0.2.1")));
        Assert.Equal(MimErrorCause.InstallFailed, refusal.Cause);
        Assert.Contains("192.0.2.1", refusal.Message, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_caller_who_gives_up_gets_nothing() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Bindings.ReadAsync(_site, _long, new CancellationToken(canceled: true)));

    private Task<string?> Read(WindowsBinding binding) => Bindings.ReadAsync(binding, _long, CancellationToken.None);

    private Task Bind(WindowsBinding binding, string? thumbprint) => Bindings.BindAsync(binding, thumbprint, Store, _long, CancellationToken.None);

    private Task<IReadOnlySet<string>> Used() => Bindings.InUseAsync(_long, CancellationToken.None);
}
