using System.Text.Json;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;

namespace Mim.Discovery.Accounts;

/// <summary>Service accounts of Google Cloud, their keys and their activity, as <c>gcloud</c> gives them.</summary>
internal sealed class GoogleAccounts : IExportShape
{
    private const string Mark = "/serviceAccounts/";

    // A key that somebody has on his machine; the others never leave Google.
    private const string OfUser = "USER_MANAGED";
    private static readonly DateTimeOffset _never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public bool Knows(JsonItem item) => NameOf(item.Root) is { } name && name.Contains(Mark, StringComparison.Ordinal);

    public AccountSighting? Read(JsonItem item)
    {
        var element = item.Root;
        var name = NameOf(element)!;
        var words = name[(name.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Split('/');
        var email = words[0];
        var before = name[..name.IndexOf(Mark, StringComparison.Ordinal)];
        var project = JsonItem.Text(element, "projectId") ?? before[(before.LastIndexOf('/') + 1)..];
        var account = new AccountSighting { Source = AccountSource.Google, Place = project, Account = email, Kind = IdentityKind.CloudIdentity };
        return words is [_, "keys", { Length: > 0 } id] ? WithKey(account, element, id) : JsonItem.Has(element, "activity") ? WithUse(account, element) : account with
        {
            DisplayName = JsonItem.Text(element, "displayName"),
            Identifier = JsonItem.Text(element, "uniqueId"),
            IsEnabled = JsonItem.Flag(element, "disabled") != true,
            Traits = IsMadeByGoogle(email) ? AccountTraits.BuiltIn : AccountTraits.None,
            Description = JsonItem.Text(element, "description"),
        };
    }

    private static string? NameOf(JsonElement element) => JsonItem.Text(element, "fullResourceName") ?? JsonItem.Text(element, "name");

    private static bool IsMadeByGoogle(string email) =>
        email.EndsWith("-compute@developer.gserviceaccount.com", StringComparison.Ordinal)
        || email.EndsWith("@appspot.gserviceaccount.com", StringComparison.Ordinal);

    private static AccountSighting? WithKey(AccountSighting account, JsonElement element, string id)
    {
        var key = new AccountKey(id, "Key")
        {
            IsEnabled = JsonItem.Flag(element, "disabled") != true,
            CreatedAt = JsonItem.Time(element, "validAfterTime"),
            ExpiresAt = JsonItem.Time(element, "validBeforeTime") is { } end && end < _never ? end : null,
        };
        return JsonItem.Text(element, "keyType") == OfUser ? account with { Keys = [key] } : null;
    }

    private static AccountSighting WithUse(AccountSighting account, JsonElement element) => account with
    {
        Traits = AccountTraits.UsageOnly,
        LastUsedAt = JsonItem.Member(element, "activity") is { } activity ? JsonItem.Time(activity, "lastAuthenticatedTime") : null,
    };
}
