using System.Globalization;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;

namespace Mim.Delivery.Accounts.Postgres;

/// <summary>A role as the server describes it (pg_roles).</summary>
/// <param name="Id">Its oid.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsSuper">Whether nothing is forbidden to it.</param>
/// <param name="MakesRoles">Whether it makes and changes other roles.</param>
/// <param name="Replicates">Whether it may copy the whole cluster.</param>
/// <param name="BypassesRowSecurity">Whether the security of rows holds for it.</param>
/// <param name="Stored">How its password is stored: <c>none</c>, <c>md5</c>, <c>scram</c>; null when who asks may not know.</param>
/// <param name="Until">The end of its password; null for none.</param>
/// <param name="Comment">What people say of it.</param>
/// <param name="UsedAt">Begin of its newest session that is open.</param>
internal sealed record PostgresRole(
    long Id,
    string Name,
    bool IsSuper,
    bool MakesRoles,
    bool Replicates,
    bool BypassesRowSecurity,
    string? Stored,
    DateTimeOffset? Until,
    string? Comment,
    DateTimeOffset? UsedAt)
{
    /// <summary>The role that the cluster was made with.</summary>
    private const long Bootstrap = 10;

    public AccountSighting ToSighting(AccountSettings settings) => new()
    {
        Source = AccountSource.PostgreSql,
        Place = settings.Endpoint,
        Account = Name,
        Identifier = Id.ToString(CultureInfo.InvariantCulture),
        IsEnabled = true,
        Traits = (IsSuper ? AccountTraits.Privileged : AccountTraits.None)
            | (Id == Bootstrap ? AccountTraits.BuiltIn : AccountTraits.None)
            | (Stored == "md5" ? AccountTraits.PasswordHashWeak : AccountTraits.None),
        Description = Comment,
        PasswordExpiresAt = Until,
        LastUsedAt = UsedAt,
        LastUsedFor = UsedAt is null ? null : "session",
        Privileges =
        [
            .. IsSuper ? ["SUPERUSER"] : Array.Empty<string>(),
            .. MakesRoles ? ["CREATEROLE"] : Array.Empty<string>(),
            .. Replicates ? ["REPLICATION"] : Array.Empty<string>(),
            .. BypassesRowSecurity ? ["BYPASSRLS"] : Array.Empty<string>(),
        ],
    };
}
