namespace Mim.Core.Accounts.Windows;

/// <summary>Something of the machine that logs on by itself, with a password that Windows keeps for it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of the service or pool; full path of the task.</param>
/// <param name="Account">As it spells it.</param>
public sealed record WindowsLogOn(WindowsLogOnKind Kind, string Name, string Account)
{
    /// <summary>Whether it is a service that runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Why nobody can give it a password; null where that can be tried.</summary>
    public string? Obstacle { get; init; }

    /// <summary>For people.</summary>
    public override string ToString() => Kind switch
    {
        WindowsLogOnKind.Service => $"service '{Name}'",
        WindowsLogOnKind.Task => $"scheduled task '{Name}'",
        _ => $"application pool '{Name}'",
    };
}
