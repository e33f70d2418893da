using Mim.Core;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What the services of a Windows do.</summary>
public abstract class WindowsServicesContract
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    protected abstract IWindowsServices Services { get; }

    /// <summary>Makes a service, which does not come back where that is said, and gives its full name.</summary>
    protected abstract string Make(string service, bool comesBack);

    /// <summary>Whether it runs.</summary>
    protected abstract bool IsRunning(string service);

    [SuiteFact]
    public async Task One_that_comes_back_runs()
    {
        var service = Make("good", comesBack: true);
        await Services.RestartAsync(service, _timeout, CancellationToken.None);
        await Services.RestartAsync(service, _timeout, CancellationToken.None);
        Assert.True(IsRunning(service));
    }

    [SuiteFact]
    public async Task One_that_does_not_is_named()
    {
        var service = Make("bad", comesBack: false);
        var error = await Assert.ThrowsAsync<MimException>(() => Services.RestartAsync(service, _timeout, CancellationToken.None));
        Assert.Equal((MimErrorCause.InstallFailed, service), (error.Cause, error.Subject));
        Assert.False(IsRunning(service));
    }

    [SuiteFact]
    public async Task One_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<MimException>(() => Services.RestartAsync("mim-nothing", _timeout, CancellationToken.None));
        Assert.Equal((MimErrorCause.InstallFailed, "mim-nothing"), (error.Cause, error.Subject));
    }

    [SuiteFact]
    public async Task Cancelled_it_stops_nothing() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Services.RestartAsync(Make("calm", comesBack: true), _timeout, new CancellationToken(canceled: true)));
}
