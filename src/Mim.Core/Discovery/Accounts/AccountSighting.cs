using Mim.Core.Identities;

namespace Mim.Core.Discovery.Accounts;

/// <summary>One account as a system or an export tells of it. Holds no credential. Times are UTC.</summary>
public sealed record AccountSighting
{
    public required AccountSource Source { get; init; }

    /// <summary>What keeps the account: <c>host:port</c>, a machine, a number of AWS, a project of Google; empty for none.</summary>
    public required string Place { get; init; }

    /// <summary>Its name there, which no other has.</summary>
    public required string Account { get; init; }

    /// <summary>What people call it; null where that is its name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What stays when it is renamed: SID, user id, object id; null for nothing.</summary>
    public string? Identifier { get; init; }

    public IdentityKind Kind { get; init; } = IdentityKind.ServiceAccount;

    /// <summary>Whether programs use it, as far as that shows; a person does otherwise.</summary>
    public bool IsService { get; init; } = true;

    /// <summary>Null when that is not told.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>When the account itself ends, whatever its password; null when it does not.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public AccountTraits Traits { get; init; }

    /// <summary>Who answers for it there.</summary>
    public string? Owner { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? PasswordChangedAt { get; init; }

    public DateTimeOffset? PasswordExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>What it was used for then: a service, a terminal; null when not told.</summary>
    public string? LastUsedFor { get; init; }

    /// <summary>Groups, roles and policies that give it power over the system.</summary>
    public IReadOnlyList<string> Privileges { get; init; } = [];

    /// <summary>What runs under it: service principal names (RFC 4120 section 6.2).</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    public IReadOnlyList<AccountKey> Keys { get; init; } = [];

    /// <summary>Home folder on its machine; null where there is none.</summary>
    public string? Home { get; init; }

    /// <summary>As registered accounts are written too.</summary>
    public string Address => Prefix(Source, Place) + Account;

    /// <summary>A name that says which one it is.</summary>
    public string SuggestedName => Source switch
    {
        AccountSource.Entra => DisplayName ?? Account,
        AccountSource.Google => Account,
        _ => $"{DisplayName ?? Account}@{Place}",
    };

    public bool Is(AccountTraits trait) => (Traits & trait) != 0;

    /// <summary>What the addresses of all accounts there begin with.</summary>
    public static string Prefix(AccountSource source, string place) => place.Length == 0 ? $"{source} " : $"{source} {place} ";
}
