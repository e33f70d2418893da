using System.Collections.Concurrent;
using System.Globalization;

namespace Mim.Testing.Programs;

/// <summary>Accounts, services and tasks of a real Windows, which a test removes again. Names have at most 20 characters.</summary>
public sealed class WindowsPrograms : IDisposable
{
    private static int _made;
    private readonly ConcurrentStack<string[]> _removals = new();

    /// <summary>Makes an account.</summary>
    public string Account(string password, bool isDisabled)
    {
        var name = NewName();
        Run(["net", "user", name, password, "/add", isDisabled ? "/active:no" : "/active:yes"], ["net", "user", name, "/delete"]);
        return name;
    }

    /// <summary>Makes a service that does not run.</summary>
    public string Service(string program, string? account, string? password)
    {
        var name = NewName();
        string[] who = account is null ? [] : ["obj=", $@".\{account}", "password=", password!];
        Run(["sc", "create", name, "binPath=", program, .. who], ["sc", "delete", name]);
        return name;
    }

    /// <summary>Makes a scheduled task that never runs by itself.</summary>
    public string Task(string account, string password)
    {
        var name = $@"\{NewName()}";
        Run(["schtasks", "/create", "/tn", name, "/tr", "cmd", "/sc", "once", "/st", "00:00", "/ru", account, "/rp", password], ["schtasks", "/delete", "/tn", name, "/f"]);
        return name;
    }

    public void Dispose()
    {
        while (_removals.TryPop(out var removal))
        {
            ProgramRunner.Run(removal[0], removal[1..]);
        }
    }

    private static string NewName() =>
        string.Create(CultureInfo.InvariantCulture, $"mim{Environment.ProcessId:x}-{Interlocked.Increment(ref _made)}");

    private void Run(string[] command, string[] removal)
    {
        ProgramRunner.Run(command[0], command[1..]).Succeeded();
        _removals.Push(removal);
    }
}
