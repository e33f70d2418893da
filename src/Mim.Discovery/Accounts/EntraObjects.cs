using System.Text.Json;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;

namespace Mim.Discovery.Accounts;

/// <summary>Applications, service principals and their sign-in activity, as Microsoft Graph gives them.</summary>
internal sealed class EntraObjects : IExportShape
{
    private const string NoPlace = "";
    private static readonly string[] _activities =
    [
        "lastSignInActivity", "delegatedClientSignInActivity", "delegatedResourceSignInActivity",
        "applicationAuthenticationClientSignInActivity", "applicationAuthenticationResourceSignInActivity", "signInActivity",
    ];

    public bool Knows(JsonItem item) => JsonItem.Text(item.Root, "appId") is not null;

    public AccountSighting? Read(JsonItem item)
    {
        var element = item.Root;
        var appId = JsonItem.Text(element, "appId")!;
        return _activities.Any(name => JsonItem.Has(element, name)) ? Use(appId, element) : Application(appId, element);
    }

    private static AccountSighting Use(string appId, JsonElement element)
    {
        var uses = _activities.Select(name => JsonItem.Member(element, name) is { } activity ? JsonItem.Time(activity, "lastSignInDateTime") : null);
        return new AccountSighting
        {
            Source = AccountSource.Entra,
            Place = NoPlace,
            Account = appId,
            Kind = IdentityKind.OAuthClient,
            Traits = AccountTraits.UsageOnly,
            LastUsedAt = uses.Max(),
            LastUsedFor = JsonItem.Text(element, "keyId") is { } key ? $"key {key}" : null,
        };
    }

    private static AccountSighting Application(string appId, JsonElement element)
    {
        var isManaged = JsonItem.Text(element, "servicePrincipalType") == "ManagedIdentity";
        var owners = JsonItem.Items(element, "owners").ToList();
        return new AccountSighting
        {
            Source = AccountSource.Entra,
            Place = NoPlace,
            Account = appId,
            DisplayName = JsonItem.Text(element, "displayName"),
            Identifier = JsonItem.Text(element, "id"),
            Kind = isManaged ? IdentityKind.CloudIdentity : IdentityKind.OAuthClient,
            IsEnabled = JsonItem.Flag(element, "accountEnabled"),
            Traits = (isManaged ? AccountTraits.Managed : AccountTraits.None)
                | (owners.Count > 0 && owners.All(owner => JsonItem.Flag(owner, "accountEnabled") == false) ? AccountTraits.OwnerDisabled : AccountTraits.None),
            Owner = owners.Select(owner => JsonItem.Text(owner, "userPrincipalName") ?? JsonItem.Text(owner, "displayName")).FirstOrDefault(name => name is not null),
            Description = JsonItem.Text(element, "description") ?? JsonItem.Text(element, "notes"),
            CreatedAt = JsonItem.Time(element, "createdDateTime"),
            Services = [.. JsonItem.Texts(element, "servicePrincipalNames").Where(name => name != appId)],
            Keys =
            [
                .. isManaged ? [] : JsonItem.Items(element, "passwordCredentials").Select(key => Key(key, "Secret")),
                .. isManaged ? [] : JsonItem.Items(element, "keyCredentials").Select(key => Key(key, "Certificate")),
            ],
        };
    }

    private static AccountKey Key(JsonElement key, string kind) => new(JsonItem.Text(key, "keyId") ?? "?", kind)
    {
        Name = JsonItem.Text(key, "displayName"), CreatedAt = JsonItem.Time(key, "startDateTime"), ExpiresAt = JsonItem.Time(key, "endDateTime"),
    };
}
