namespace Mim.Core.Accounts;

/// <summary>How a script with a password ended.</summary>
/// <param name="HasEnded">False when its time-out ended it.</param>
public sealed record AccountScriptResult(bool HasEnded)
{
    /// <summary>The first error that it threw or wrote, which may hold secrets; null when there was none.</summary>
    public string? Trouble { get; init; }

    /// <summary>What it said last; null where that is neither true nor false.</summary>
    public bool? Verdict { get; init; }
}
