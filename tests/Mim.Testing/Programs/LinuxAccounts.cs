using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Mim.Core.Accounts;

namespace Mim.Testing.Programs;

/// <summary>Accounts of this machine, which go with the test process.</summary>
public sealed class LinuxAccounts : AccountServer
{
    /// <summary>Removes them when this process ends, however that is: nobody waits for what it does at its own end.</summary>
    private const string Guard = """
        trap '' HUP INT TERM
        read -r _
        getent passwd | cut -d: -f1 | grep "^$0" | while read -r account; do userdel --force "$account"; done
        """;

    private static readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"m{Environment.ProcessId:x}-");
    private static readonly ConcurrentDictionary<string, bool> _made = new(StringComparer.Ordinal);

    private static readonly Lazy<Process> _guard = new(() => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Guard, _prefix])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Where programs are found by which log-ins of a test are refused without waiting.</summary>
    public string SearchPath { get; } = QuickRefusals.Path;

    public override AccountSystem System => AccountSystem.Linux;

    public override int Port => 0;

    public override string Administrator => AccountSystems.Root;

    public override bool HasKeeper => false;

    public override string NameOf(string account) => _prefix + account;

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
        _ = _guard.Value;
        if (_made.TryAdd(NameOf(account), true))
        {
            ProgramRunner.Run("useradd", "--badname", "--no-create-home", "--no-user-group", "--shell", "/bin/sh", NameOf(account)).Succeeded();
        }
    }
}
