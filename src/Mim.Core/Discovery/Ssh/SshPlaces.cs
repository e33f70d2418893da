namespace Mim.Core.Discovery.Ssh;

/// <summary>Tells by sshd's configuration where the keys of a machine and its accounts are.</summary>
internal sealed class SshPlaces(SshLayout layout)
{
    private const string NotNamed = "sshd's configuration does not name this file";

    private static readonly string[] _defaultAuthorizedKeys = [".ssh/authorized_keys", ".ssh/authorized_keys2"];

    private static readonly (string Keyword, SshKeyRole Role)[] _lists =
    [
        ("hostcertificate", SshKeyRole.HostCertificate),
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

        yield return new SshPlace(layout.Folder, null, null) { Barred = configuration.IsKnown ? NotNamed : null };
        if (layout.IsWindows)
        {
            // In the file of the group, keys of all administrators, whatever the configuration says today.
            yield return new SshPlace(layout.Folder + "administrators_authorized_keys", SshKeyRole.AuthorizedKey, "administrators");
        }
    }

    /// <summary>Who may log in to an account, and the keys it has itself.</summary>
    /// <param name="configuration">As it holds for the account.</param>
    /// <param name="account">The account.</param>
    /// <param name="barredBy">The setting that turns it away; null when none does.</param>
    public IEnumerable<SshPlace> OfAccount(SshdConfiguration configuration, SshAccount account, string? barredBy)
    {
        foreach (var path in configuration.For(account, "authorizedkeysfile") ?? _defaultAuthorizedKeys)
        {
            yield return new SshPlace(layout.Expand(path, account), SshKeyRole.AuthorizedKey, account.Name) { Barred = barredBy };
        }

        yield return new SshPlace(layout.Expand($".ssh{layout.Separator}", account), null, account.Name)
        {
            Barred = configuration.IsKnown ? NotNamed : null,
        };
    }
}
