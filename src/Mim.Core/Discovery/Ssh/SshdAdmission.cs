namespace Mim.Core.Discovery.Ssh;

/// <summary>
/// Whom sshd turns away whatever key comes (sshd_config(5)). Only what holds wherever somebody logs in from is told; what an account
/// itself forbids, as an expired password, is not known here.
/// </summary>
internal static class SshdAdmission
{
    private const string Root = "0";

    /// <summary>The setting that stands against every login by key, as it is written; null when none does for certain.</summary>
    public static string? BarredBy(SshdConfiguration configuration, SshAccount account) =>
        First(configuration, account, "pubkeyauthentication") == "no" ? "PubkeyAuthentication no"
        : IsWithoutKeys(configuration.Certain(account, "authenticationmethods")) ? "AuthenticationMethods without publickey"
        : account.Id == Root && First(configuration, account, "permitrootlogin") == "no" ? "PermitRootLogin no"
        : Names(configuration.Certain(account, "denyusers"), account.Name) == true ? "DenyUsers"
        : NamesUser(configuration.Certain(account, "allowusers"), account.Name) == false ? "AllowUsers without it"
        : NamesAny(configuration.Certain(account, "denygroups"), account.Groups) == true ? "DenyGroups"
        : NamesAny(configuration.Certain(account, "allowgroups"), account.Groups) == false ? "AllowGroups without it"
        : null;

    private static string? First(SshdConfiguration configuration, SshAccount account, string keyword) =>
        configuration.Certain(account, keyword)?[0].ToLowerInvariant();

    private static bool IsWithoutKeys(IReadOnlyList<string>? lists) =>
        lists is not null && lists[0] != "any" && !lists.SelectMany(list => list.Split(',')).Any(method => method.Split(':')[0] == "publickey");

    // A pattern with a host behind it depends on where somebody comes from.
    private static bool? NamesUser(IReadOnlyList<string>? patterns, string user) => Names(patterns?.Select(pattern => pattern.Split('@')[0]), user);

    private static bool? NamesAny(IReadOnlyList<string>? patterns, IReadOnlyList<string> names) =>
        patterns is null ? null : names.Any(name => Names(patterns, name) == true);

    private static bool? Names(IEnumerable<string>? patterns, string name) => patterns?.Any(pattern => SshdPattern.IsMatch(pattern, name));
}
