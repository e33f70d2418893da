namespace Mim.Core.Discovery.Accounts;

/// <summary>What to tell of accounts, and from when on they are too old.</summary>
public sealed record AccountScan
{
    public static readonly TimeSpan DefaultStaleAfter = TimeSpan.FromDays(365);
    public static readonly TimeSpan DefaultUnusedAfter = TimeSpan.FromDays(90);

    /// <summary>Also accounts that people log in to.</summary>
    public bool IncludePeople { get; init; }

    /// <summary>How old a password or key may be.</summary>
    public TimeSpan StaleAfter { get; init; } = DefaultStaleAfter;

    /// <summary>How long an account or key may lie idle.</summary>
    public TimeSpan UnusedAfter { get; init; } = DefaultUnusedAfter;
}
