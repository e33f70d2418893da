using System.Runtime.Versioning;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>The accounts of this machine's Windows, by its own calls. Passwords are handed over in memory only.</summary>
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsAccounts : IWindowsAccounts
{
    public WindowsAccountState StateOf(string account) => NetApi.Read(account, out var isDisabled) switch
    {
        0 => isDisabled ? WindowsAccountState.Disabled : WindowsAccountState.Usable,
        NetApi.UserNotFound => WindowsAccountState.Missing,
        var error => throw WindowsTrouble.Of(error, account, $"The account '{account}' cannot be read"),
    };

    public void SetPassword(string account, KeyMaterial password)
    {
        using var text = WideText.Of(password);
        if (NetApi.SetPassword(account, text) is not 0 and var error)
        {
            throw WindowsTrouble.Of(error, account, $"The account '{account}' does not get its password");
        }
    }

    public LoginAnswer LogOn(string account, KeyMaterial password)
    {
        using var text = WideText.Of(password);
        var error = NetApi.LogOn(account, text);
        return LogOnAnswer.Of(error) ?? throw WindowsTrouble.Of(error, account, $"'{account}' cannot log on");
    }
}
