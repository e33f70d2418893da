namespace Mim.Core.Discovery.Ssh;

/// <summary>Tells by sshd's configuration where the keys of a machine and its accounts are.</summary>
internal sealed class SshPlaces(SshLayout layout)
{
    private static readonly string[] _defaultAuthorizedKeys = [".ssh/authorized_keys", ".ssh/authorized_keys2"];

    private static readonly (string Keyword, SshKeyRole Role)[] _lists =
    [
        ("hostcertificate", SshKeyRole.HostCertificate),
        ("trustedusercakeys", SshKeyRole.TrustedAuthority),
        ("revokedkeys", SshKeyRole.RevokedKey),
    ];

    /// <summary>What the machine itself has: host keys and certificates, authorities, revoked keys, hosts that all accounts know.</summary>
    public IEnumerable<SshPlace> OfMachine(SshdConfiguration configuration)
    {
        foreach (var key in configuration.All("hostkey"))
        {
            yield return new SshPlace(key, SshKeyRole.HostKey, null);
            yield return new SshPlace(key + ".pub", SshKeyRole.HostKey, null);
        }

        foreach (var (keyword, role) in _lists)
        {
            foreach (var path in configuration.All(keyword))
            {
                yield return new SshPlace(path, role, null);
            }
        }

        yield return new SshPlace(layout.Folder, null, null);
        if (layout.IsWindows)
        {
            // In the file of the group, keys of all administrators, whatever the configuration says today.
            yield return new SshPlace(layout.Folder + "administrators_authorized_keys", SshKeyRole.AuthorizedKey, "administrators");
        }
    }

    /// <summary>Who may log in to an account, and the keys it has itself.</summary>
    public IEnumerable<SshPlace> OfAccount(SshdConfiguration configuration, SshAccount account)
    {
        foreach (var path in configuration.For(account, "authorizedkeysfile") ?? _defaultAuthorizedKeys)
        {
            yield return new SshPlace(layout.Expand(path, account), SshKeyRole.AuthorizedKey, account.Name);
        }

        foreach (var path in configuration.For(account, "trustedusercakeys") ?? [])
        {
            yield return new SshPlace(path, SshKeyRole.TrustedAuthority, null);
        }

        yield return new SshPlace(layout.Expand($".ssh{layout.Separator}", account), null, account.Name);
    }
}
