using Mim.Core.Identities;

namespace Mim.Core.Discovery.Accounts;

/// <summary>An account seen on a system or in an export, or one that the inventory knows and is there no longer.</summary>
public sealed record AccountFinding : Finding
{
    public required AccountSource Source { get; init; }

    /// <summary>What keeps the account: <c>host:port</c>, a machine, a number of AWS, a project of Google.</summary>
    public string? Place { get; init; }

    /// <summary>Its name there.</summary>
    public string? Account { get; init; }

    /// <summary>What people call it; null where that is its name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What stays when it is renamed: SID, user id, object id.</summary>
    public string? Identifier { get; init; }

    /// <summary>Whether programs use it, as far as that shows.</summary>
    public bool IsService { get; init; }

    /// <summary>Null when that is not told.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>What else the source says that matters.</summary>
    public AccountTraits Traits { get; init; }

    /// <summary>Who answers for it there.</summary>
    public string? Owner { get; init; }

    public string? Description { get; init; }

    /// <summary>UTC, as all times.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? PasswordChangedAt { get; init; }

    public DateTimeOffset? PasswordExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>What it was used for then.</summary>
    public string? LastUsedFor { get; init; }

    /// <summary>Groups, roles and policies that give it power over the system.</summary>
    public IReadOnlyList<string> Privileges { get; init; } = [];

    /// <summary>What runs under it: service principal names.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Its credentials beside the password.</summary>
    public IReadOnlyList<AccountKey> Keys { get; init; } = [];

    /// <summary>The identity that it is in the inventory; null for none.</summary>
    internal Guid? KnownId { get; init; }

    /// <summary>When nothing lets it in any more: the end of its password, else of its last key; null when something lasts.</summary>
    internal DateTimeOffset? EndsAt =>
        PasswordExpiresAt ?? (Keys.Where(key => key.IsEnabled).ToList() is { Count: > 0 } keys && keys.All(key => key.ExpiresAt is not null)
            ? keys.Max(key => key.ExpiresAt)
            : null);

    internal override IReadOnlyList<IdentityKind> Sort => FindingSorts.Accounts;

    public override string ToString() => $"{Location}: {(Status == FindingStatus.Found && Severity is { } severity ? severity : Status)}";

    /// <summary>An account has no credential that could be taken along: it is imported as what it is.</summary>
    internal override FoundCredential? ToCredential() => null;
}
