using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>One run of a program. No shell is between: arguments reach the program as they are.</summary>
public sealed record CommandRequest
{
    /// <summary>The program, by name or path, and its arguments. Never a secret.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What <see cref="Arguments"/> have a PowerShell run, where it may as well run in a session; null for a program.</summary>
    public string? Script { get; init; }

    /// <summary>Variables besides those of the machine. Never a secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it reads from its standard input, such as a password; null for nothing. Stays the caller's.</summary>
    public KeyMaterial? Input { get; init; }

    /// <summary>
    /// It ends soon by itself, reads nothing, may run twice and leaves nothing running: on another host it may share a shell with others.
    /// </summary>
    public bool IsBrief { get; init; }

    /// <summary>How long it may take.</summary>
    public required TimeSpan Timeout { get; init; }
}
