namespace Mim.Core.Delivery;

/// <summary>What a target of SSH may say. Pure.</summary>
internal static class SshTargetRules
{
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    public static void Enforce(TargetKind kind, TargetSettings settings)
    {
        if (settings is AuthorizedKeysSettings keys)
        {
            Enforce(keys);
        }
        else if (settings is SshServerSettings server)
        {
            Enforce(kind, server);
        }
    }

    private static void Enforce(AuthorizedKeysSettings keys)
    {
        // A comma would end the name, and a pattern mean several, where sshd is asked what holds for the account.
        TargetRules.Require(
            keys.Account.Length > 0 && keys.Account[0] != '-' && !keys.Account.Any(mark => char.IsControl(mark) || char.IsWhiteSpace(mark) || ",:/*?".Contains(mark, StringComparison.Ordinal)),
            keys.Account,
            $"'{keys.Account}' is no account");
        RequireFull(keys.Path);
        RequireFull(keys.Configuration);
        TargetRules.Require(
            keys.Options is null || (keys.Options.Length > 0 && !keys.Options.Any(char.IsControl) && AuthorizedOptions.AreWhole(keys.Options)),
            keys.Options,
            $"'{keys.Options}' are no options of authorized_keys: commas part them, and only quoted values hold spaces");
    }

    private static void Enforce(TargetKind kind, SshServerSettings server)
    {
        RequireFull(server.Path);
        RequireFull(server.Configuration);
        TargetRules.Require(
            server.TrustedFor.Count == 0 || kind == TargetKind.SshTrustedAuthority, server.Path, "only an authority is trusted for hosts");
        TargetRules.Require(
            server.TrustedFor.All(pattern => pattern.Length > 0 && !pattern.Any(mark => char.IsControl(mark) || char.IsWhiteSpace(mark) || mark == ',')),
            server.Path,
            "a pattern of hosts has no spaces and no commas");
        TargetRules.Require(server.ReloadCommand is null or { Count: > 0 }, server.Path, "a command begins with the program");
        TargetRules.Require(server.Listeners.Count == 0 || kind == TargetKind.SshHostCertificate, server.Path, "only a host certificate is shown by listeners");
        TargetRules.Require(
            server.Timeout >= TimeSpan.FromMilliseconds(100) && server.Timeout <= TimeSpan.FromHours(1), server.Path, "a time-out lies between 0.1 s and 1 h");
    }

    private static void RequireFull(string? path) =>
        TargetRules.Require(path is null || Path.IsPathFullyQualified(path), path, $"'{path}' must be a full path");
}
