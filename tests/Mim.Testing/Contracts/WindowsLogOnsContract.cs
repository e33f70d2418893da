using System.Text;
using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What the services, tasks and pools of a Windows do that log on by themselves.</summary>
public abstract class WindowsLogOnsContract
{
    private const string Password = "First-Password-1";

    protected abstract IWindowsLogOns LogOns { get; }

    /// <summary>Kinds that can be made here.</summary>
    protected abstract IReadOnlyList<WindowsLogOnKind> Kinds { get; }

    /// <summary>Makes an account, and gives its full name.</summary>
    protected abstract string MakeAccount(string account, string password);

    /// <summary>Makes something that logs on as an account of the machine, and gives its full name.</summary>
    /// <param name="kind">What.</param>
    /// <param name="name">Short name.</param>
    /// <param name="account">Full name.</param>
    /// <param name="password">Of the account.</param>
    protected abstract string Make(WindowsLogOnKind kind, string name, string account, string password);

    [SuiteFact]
    public void What_logs_on_as_an_account_is_found_and_nothing_else()
    {
        var (account, other) = (MakeAccount("found", Password), MakeAccount("other", Password));
        var made = Kinds.Select(kind => (kind, Make(kind, "of-found", account, Password))).ToHashSet();
        Array.ForEach([.. Kinds], kind => Make(kind, "of-other", other, Password));
        var found = LogOns.Find(account.ToUpperInvariant(), CancellationToken.None);
        Assert.Equal(made, found.Select(logOn => (logOn.Kind, logOn.Name)).ToHashSet());
        Assert.All(found, logOn => Assert.Equal((false, null), (logOn.IsRunning, logOn.Obstacle)));
        Assert.Empty(LogOns.Find("mim-nobody", CancellationToken.None));
    }

    [SuiteFact]
    public void Each_takes_a_password_again_and_again()
    {
        var account = MakeAccount("taking", Password);
        Array.ForEach([.. Kinds], kind => Make(kind, "of-taking", account, Password));
        using var secret = Secret(Password);
        using var another = Secret("Another-Password-2");
        foreach (var logOn in LogOns.Find(account, CancellationToken.None))
        {
            LogOns.Give(logOn, secret);
            LogOns.Give(logOn, secret);
            Assert.NotEqual(false, LogOns.Holds(logOn, secret));
            Assert.NotEqual(true, LogOns.Holds(logOn, another));
        }
    }

    [SuiteFact]
    public void One_that_is_gone_is_named()
    {
        foreach (var kind in Kinds)
        {
            using var secret = Secret(Password);
            var name = kind == WindowsLogOnKind.Task ? @"\mim-gone" : "mim-gone";
            var error = Assert.Throws<MimException>(() => LogOns.Give(new WindowsLogOn(kind, name, @".\nobody"), secret));
            Assert.Equal((MimErrorCause.InstallFailed, name), (error.Cause, error.Subject));
            Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        }
    }

    [SuiteFact]
    public void Cancelled_it_looks_for_nothing() => Assert.ThrowsAny<OperationCanceledException>(
        () => LogOns.Find("any", new CancellationToken(canceled: true)));

    private static KeyMaterial Secret(string password) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password));
}
