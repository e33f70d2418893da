namespace Mim.Core.Discovery.Ssh;

/// <summary>What a file of OpenSSH is by its name, where no configuration names it.</summary>
internal static class SshFileNames
{
    /// <summary>Null when the name does not tell.</summary>
    public static SshKeyRole? RoleOf(string path)
    {
        var name = path[SshLayout.FolderOf(path).Length..];
        return name.StartsWith("authorized_keys", StringComparison.Ordinal) || name == "administrators_authorized_keys" ? SshKeyRole.AuthorizedKey
            : name.StartsWith("known_hosts", StringComparison.Ordinal) || name.StartsWith("ssh_known_hosts", StringComparison.Ordinal) ? SshKeyRole.KnownHost
            : name.StartsWith("ssh_host_", StringComparison.Ordinal) && !name.EndsWith("-cert.pub", StringComparison.Ordinal) ? SshKeyRole.HostKey
            : null;
    }
}
