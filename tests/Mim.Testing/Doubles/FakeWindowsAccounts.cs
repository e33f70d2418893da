using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Doubles;

/// <summary>The accounts of a <see cref="FakeWindows"/>.</summary>
public sealed class FakeWindowsAccounts(FakeWindows windows) : IWindowsAccounts
{
    public WindowsAccountState StateOf(string account) => Find(windows.State, account) switch
    {
        null => WindowsAccountState.Missing,
        { IsDisabled: true } => WindowsAccountState.Disabled,
        _ => WindowsAccountState.Usable,
    };

    public void SetPassword(string account, KeyMaterial password)
    {
        var text = Encoding.UTF8.GetString(password.Span);
        windows.Change(state =>
        {
            var there = Find(Open(state, account), account) ?? throw new MimException(MimErrorCause.InstallFailed, $"There is no '{account}'.", account);
            return state with { Accounts = [.. state.Accounts.Where(one => one != there), there with { Password = text }] };
        });
    }

    public LoginAnswer LogOn(string account, KeyMaterial password) => Find(windows.State, account) switch
    {
        { IsDisabled: true } => throw new MimException(MimErrorCause.InstallFailed, $"'{account}' cannot log on: it is disabled.", account),
        { } there when there.Password == Encoding.UTF8.GetString(password.Span) => LoginAnswer.Accepted,
        _ => LoginAnswer.Refused,
    };

    internal static FakeWindowsState Open(FakeWindowsState state, string subject) =>
        state.IsOpen ? state : throw new MimException(MimErrorCause.AccessDenied, $"'{subject}' is changed by administrators only.", subject);

    private static FakeWindowsAccount? Find(FakeWindowsState state, string account) =>
        state.Accounts.FirstOrDefault(one => one.Name.Equals(account, StringComparison.OrdinalIgnoreCase));
}
