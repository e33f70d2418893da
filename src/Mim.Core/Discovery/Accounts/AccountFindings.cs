using Mim.Core.Identities;

namespace Mim.Core.Discovery.Accounts;

/// <summary>Makes findings of accounts.</summary>
internal static class AccountFindings
{
    public static AccountFinding Of(AccountSighting account, MachineIdentity? identity, AccountScan scan, DateTimeOffset now) => new()
    {
        Status = FindingStatus.Found,
        LocationKind = LocationKinds.Account,
        Location = account.Address,
        // Use alone does not say what was used; where that is not known either, there is nothing to import.
        Kind = identity is null && account.Is(AccountTraits.UsageOnly) ? null : account.Kind,
        SuggestedName = account.SuggestedName,
        KnownAs = identity?.Name,
        KnownId = identity?.Id,
        Source = account.Source,
        Place = account.Place,
        Account = account.Account,
        DisplayName = account.DisplayName,
        Identifier = account.Identifier,
        IsService = account.IsService,
        IsEnabled = account.IsEnabled,
        Traits = account.Traits,
        Owner = account.Owner,
        Description = account.Description,
        CreatedAt = account.CreatedAt,
        PasswordChangedAt = account.PasswordChangedAt,
        PasswordExpiresAt = account.PasswordExpiresAt,
        LastUsedAt = account.LastUsedAt,
        LastUsedFor = account.LastUsedFor,
        Privileges = account.Privileges,
        Services = account.Services,
        Keys = account.Keys,
        Health = AccountHealth.Inspect(account, scan, now),
        FoundAt = now,
    };

    public static AccountFinding Gone(AccountSource source, string address, string? knownAs, DateTimeOffset now) => new()
    {
        Status = FindingStatus.Gone,
        Detail = MissingPlaces.Detail,
        LocationKind = LocationKinds.Account,
        Location = address,
        KnownAs = knownAs,
        Source = source,
        FoundAt = now,
    };
}
