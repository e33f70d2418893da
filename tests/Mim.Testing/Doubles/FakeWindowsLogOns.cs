using System.Text;
using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Doubles;

/// <summary>What logs on by itself on a <see cref="FakeWindows"/>. Only pools show what they have, and only tasks are given what lets in.</summary>
public sealed class FakeWindowsLogOns(FakeWindows windows) : IWindowsLogOns
{
    public IReadOnlyList<WindowsLogOn> Find(string account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [.. windows.State.LogOns.Where(one => Of(one.Account).IsLocal(account)).Select(one => new WindowsLogOn(one.Kind, one.Name, one.Account)
        {
            IsRunning = one.IsRunning, Obstacle = one.IsClosed ? "nothing here can." : null,
        })];
    }

    public void Give(WindowsLogOn logOn, KeyMaterial password)
    {
        var text = Encoding.UTF8.GetString(password.Span);
        windows.Change(state =>
        {
            var there = Find(FakeWindowsAccounts.Open(state, logOn.Name), logOn);
            var isRefused = there.IsStubborn || (logOn.Kind == WindowsLogOnKind.Task && PasswordOf(state, there) != text);
            return isRefused
                ? throw new MimException(MimErrorCause.InstallFailed, $"The {logOn} does not get its password.", logOn.Name)
                : state with { LogOns = [.. state.LogOns.Select(one => one == there ? there with { Password = text } : one)] };
        });
    }

    public bool? Holds(WindowsLogOn logOn, KeyMaterial password) =>
        logOn.Kind == WindowsLogOnKind.Pool ? Find(windows.State, logOn).Password == Encoding.UTF8.GetString(password.Span) : null;

    internal static string? PasswordOf(FakeWindowsState state, FakeWindowsLogOn logOn) =>
        state.Accounts.FirstOrDefault(one => Of(logOn.Account).IsLocal(one.Name))?.Password;

    private static WindowsAccountName Of(string text) => WindowsAccountName.Of(text, FakeWindows.Machine);

    private static FakeWindowsLogOn Find(FakeWindowsState state, WindowsLogOn logOn) =>
        state.LogOns.FirstOrDefault(one => (one.Kind, one.Name) == (logOn.Kind, logOn.Name))
        ?? throw new MimException(MimErrorCause.InstallFailed, $"The {logOn} is gone.", logOn.Name);
}
