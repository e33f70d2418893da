using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;

namespace Mim.Discovery.Accounts;

/// <summary>Users and roles in AWS IAM's account authorization details, and in its lists of users and of roles.</summary>
/// <param name="administrators">Names of the groups that may do everything, asked for once.</param>
internal sealed class AwsUsers(Lazy<IReadOnlySet<string>> administrators) : IExportShape
{
    private static readonly string[] _lists = ["UserDetailList", "RoleDetailList", "Users", "Roles", "GroupDetailList", "Policies"];

    public bool Knows(JsonItem item) => _lists.Contains(item.List);

    public AccountSighting? Read(JsonItem item)
    {
        var element = item.Root;
        var (user, role) = (JsonItem.Text(element, "UserName"), JsonItem.Text(element, "RoleName"));
        if ((user ?? role) is not { } name)
        {
            return null;
        }

        var arn = AwsArn.Parse(JsonItem.Text(element, "Arn"));
        var rights = AwsPolicies.AllRightsOf(element, user is null ? "RolePolicyList" : "UserPolicyList")
            .Concat(JsonItem.Texts(element, "GroupList").Where(administrators.Value.Contains).Select(group => $"group {group}"))
            .ToList();
        var lastUse = JsonItem.Member(element, "RoleLastUsed");
        var usedAt = lastUse is { } use ? JsonItem.Time(use, "LastUsedDate") : JsonItem.Time(element, "PasswordLastUsed");
        var isOfAws = JsonItem.Text(element, "Path")?.StartsWith("/aws-service-role/", StringComparison.Ordinal) == true;
        return new AccountSighting
        {
            Source = AccountSource.Aws,
            Place = arn.Place,
            Account = arn.Resource,
            DisplayName = name,
            Identifier = JsonItem.Text(element, user is null ? "RoleId" : "UserId"),
            Kind = IdentityKind.CloudIdentity,
            IsService = user is null || JsonItem.Time(element, "PasswordLastUsed") is null,
            Traits = (rights.Count > 0 ? AccountTraits.Privileged : AccountTraits.None)
                | (isOfAws ? AccountTraits.BuiltIn : AccountTraits.None)
                | (lastUse is not null ? AccountTraits.UsageKnown : AccountTraits.None)
                | (AwsPolicies.TrustsAnyone(element) ? AccountTraits.TrustsAnyone : AccountTraits.None),
            Owner = JsonItem.Items(element, "Tags")
                .Where(tag => "owner".Equals(JsonItem.Text(tag, "Key"), StringComparison.OrdinalIgnoreCase))
                .Select(tag => JsonItem.Text(tag, "Value")).FirstOrDefault(),
            Description = JsonItem.Text(element, "Description"),
            CreatedAt = JsonItem.Time(element, "CreateDate"),
            LastUsedAt = usedAt,
            LastUsedFor = usedAt is not null && lastUse is { } last ? JsonItem.Text(last, "Region") : null,
            Privileges = rights,
        };
    }

    /// <summary>Groups that may do everything. They stand behind the users in the file.</summary>
    public static IReadOnlySet<string> Administrators(string path, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var items = new JsonItems(path);
        while (items.Next() is { } item)
        {
            using (item)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (item.List == "GroupDetailList" && JsonItem.Text(item.Root, "GroupName") is { } name && AwsPolicies.AllRightsOf(item.Root, "GroupPolicyList").Any())
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }
}
