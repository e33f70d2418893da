using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>The services of a <see cref="FakeWindows"/>: each comes back that has the password of its account.</summary>
public sealed class FakeWindowsServices(FakeWindows windows) : IWindowsServices
{
    /// <summary>Called with the name of each, while it is stopped.</summary>
    public Action<string> WhileStopped { get; set; } = _ => { };

    public async Task RestartAsync(string service, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Change(service, there => there with { IsRunning = false });
        WhileStopped(service);
        var state = windows.State;
        var stopped = Find(state, service);
        if (FakeWindowsLogOns.PasswordOf(state, stopped) != stopped.Password || (stopped.OnlyWith is { } only && only != stopped.Password))
        {
            throw new MimException(MimErrorCause.InstallFailed, $"The service '{service}' does not come back.", service);
        }

        Change(service, there => there with { IsRunning = true });
    }

    private void Change(string service, Func<FakeWindowsLogOn, FakeWindowsLogOn> change) => windows.Change(state =>
    {
        var there = Find(FakeWindowsAccounts.Open(state, service), service);
        return state with { LogOns = [.. state.LogOns.Select(one => one == there ? change(there) : one)] };
    });

    private static FakeWindowsLogOn Find(FakeWindowsState state, string service) =>
        state.LogOns.FirstOrDefault(one => one.Kind == WindowsLogOnKind.Service && one.Name == service)
        ?? throw new MimException(MimErrorCause.InstallFailed, $"There is no service '{service}'.", service);
}
