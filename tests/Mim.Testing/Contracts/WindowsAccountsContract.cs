using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What the accounts of a Windows do.</summary>
public abstract class WindowsAccountsContract
{
    private const string First = "First-Password-1";
    private const string Second = "Second-Pässwörd-2";

    protected abstract IWindowsAccounts Accounts { get; }

    /// <summary>Makes an account, and gives its full name.</summary>
    protected abstract string Make(string account, string password, bool isDisabled = false);

    [SuiteFact]
    public void The_next_password_lets_in_and_the_one_before_does_not()
    {
        var account = Make("app", First);
        Assert.Equal((LoginAnswer.Accepted, LoginAnswer.Refused), (LogOn(account, First), LogOn(account, Second)));
        Set(account, Second);
        Set(account, Second);
        Assert.Equal((LoginAnswer.Refused, LoginAnswer.Accepted), (LogOn(account, First), LogOn(account, Second)));
    }

    [SuiteFact]
    public void Names_have_no_case() => Assert.Equal(LoginAnswer.Accepted, LogOn(Make("cased", First).ToUpperInvariant(), First));

    [SuiteFact]
    public void It_is_known_whether_an_account_is_there_and_open()
    {
        Assert.Equal(WindowsAccountState.Usable, Accounts.StateOf(Make("open", First)));
        Assert.Equal(WindowsAccountState.Missing, Accounts.StateOf("mim-nobody"));
        var closed = Make("closed", First, isDisabled: true);
        Assert.Equal(WindowsAccountState.Disabled, Accounts.StateOf(closed));
        Assert.Equal(MimErrorCause.InstallFailed, Assert.Throws<MimException>(() => LogOn(closed, First)).Cause);
    }

    [SuiteFact]
    public void Nobody_is_let_in_and_nobody_is_changed_who_does_not_exist()
    {
        Assert.Equal(LoginAnswer.Refused, LogOn("mim-nobody", First));
        var error = Assert.Throws<MimException>(() => Set("mim-nobody", Second));
        Assert.Equal((MimErrorCause.InstallFailed, "mim-nobody"), (error.Cause, error.Subject));
        Assert.DoesNotContain(Second, error.ToString(), StringComparison.Ordinal);
    }

    private LoginAnswer LogOn(string account, string password)
    {
        using var secret = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password));
        return Accounts.LogOn(account, secret);
    }

    private void Set(string account, string password)
    {
        using var secret = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password));
        Accounts.SetPassword(account, secret);
    }
}
