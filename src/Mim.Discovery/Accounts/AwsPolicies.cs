using System.Text.Json;

namespace Mim.Discovery.Accounts;

/// <summary>What the policies of AWS allow, as far as it is all or nothing.</summary>
internal static class AwsPolicies
{
    private const string AllRights = ":policy/AdministratorAccess";

    /// <summary>The policies of a user, role or group by which it may do everything.</summary>
    public static IEnumerable<string> AllRightsOf(JsonElement holder, string inlineList) =>
        JsonItem.Items(holder, "AttachedManagedPolicies")
            .Where(policy => JsonItem.Text(policy, "PolicyArn")?.EndsWith(AllRights, StringComparison.Ordinal) == true)
            .Concat(JsonItem.Items(holder, inlineList).Where(policy => Statements(policy, "PolicyDocument").Any(AllowsAll)))
            .Select(policy => JsonItem.Text(policy, "PolicyName") ?? "policy");

    /// <summary>Whether anybody may take a role on, without a condition.</summary>
    public static bool TrustsAnyone(JsonElement role) => Statements(role, "AssumeRolePolicyDocument").Any(statement =>
        IsAllowed(statement) && !JsonItem.Has(statement, "Condition")
        && (IsAll(statement, "Principal") || (JsonItem.Member(statement, "Principal") is { } who && IsAll(who, "AWS"))));

    // The API gives documents as escaped text, its command line as objects; one statement needs no list.
    private static IEnumerable<JsonElement> Statements(JsonElement holder, string name)
    {
        if (JsonItem.Member(holder, name) is not { } document)
        {
            return [];
        }

        if (document.ValueKind == JsonValueKind.String)
        {
            document = Decode(document.GetString()!);
        }

        return JsonItem.Member(document, "Statement") is { ValueKind: JsonValueKind.Object } only ? [only] : JsonItem.Items(document, "Statement");
    }

    private static JsonElement Decode(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Uri.UnescapeDataString(text));
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new FormatException("a policy in it is no JSON", exception);
        }
    }

    private static bool AllowsAll(JsonElement statement) => IsAllowed(statement) && IsAll(statement, "Action") && IsAll(statement, "Resource");

    private static bool IsAllowed(JsonElement statement) => JsonItem.Text(statement, "Effect") == "Allow";

    private static bool IsAll(JsonElement element, string name) => JsonItem.Texts(element, name).Any(text => text is "*" or "*:*");
}
