namespace Mim.Core.Discovery.Accounts;

/// <summary>A credential of an account beside its password, of which it may have several. Never the credential itself. Times are UTC.</summary>
/// <param name="Id">Tells it from the account's others: a key id, a fingerprint.</param>
/// <param name="Kind"><c>AccessKey</c>, <c>Secret</c>, <c>Certificate</c>, <c>SshKey</c> …</param>
public sealed record AccountKey(string Id, string Kind)
{
    /// <summary>What people call it: a comment, a display name; null for nothing.</summary>
    public string? Name { get; init; }

    public bool IsEnabled { get; init; } = true;

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public override string ToString() => Name is null ? $"{Kind} {Id}" : $"{Kind} {Id} ({Name})";
}
