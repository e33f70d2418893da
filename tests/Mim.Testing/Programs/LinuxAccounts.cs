using System.Collections.Concurrent;
using System.Globalization;
using Mim.Core.Accounts;

namespace Mim.Testing.Programs;

/// <summary>Accounts of this machine, which go with the test process.</summary>
public sealed class LinuxAccounts : AccountServer
{
    private static readonly Lazy<ConcurrentDictionary<string, bool>> _made = new(() =>
    {
        var made = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Keys.ToList().ForEach(account => ProgramRunner.Run("userdel", "--force", account));
        return made;
    });

    /// <summary>Where programs are found by which log-ins of a test are refused without waiting.</summary>
    public string SearchPath { get; } = QuickRefusals.Path;

    public override AccountSystem System => AccountSystem.Linux;

    public override int Port => 0;

    public override string Administrator => AccountSystems.Root;

    public override bool HasKeeper => false;

    public override string NameOf(string account) => string.Create(CultureInfo.InvariantCulture, $"m{Environment.ProcessId:x}-{account}");

    public override AccountSettings Settings(params IReadOnlyList<string> accounts) =>
        AccountSettings.Usual(System, "localhost", [.. accounts.Select(NameOf)]);

    public override void Make(string account, string password)
    {
        MakeWithout(account);
        ProgramRunner.RunWithInput("chpasswd", $"{NameOf(account)}:{password}\n").Succeeded();
    }

    /// <summary>Makes one that nobody logs in to with a password yet.</summary>
    public void MakeWithout(string account)
    {
        if (_made.Value.TryAdd(NameOf(account), true))
        {
            ProgramRunner.Run("useradd", "--badname", "--no-create-home", "--no-user-group", "--shell", "/bin/sh", NameOf(account)).Succeeded();
        }
    }
}
