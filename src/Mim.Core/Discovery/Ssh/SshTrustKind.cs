namespace Mim.Core.Discovery.Ssh;

/// <summary>What one edge of the graph of logins says.</summary>
public enum SshTrustKind
{
    /// <summary>Who has this private key can log in to this account, by the key or by a certificate for it.</summary>
    Login,

    /// <summary>The key may log in to this account, and its private key is in nothing that was looked at.</summary>
    Orphan,

    /// <summary>The private key lies in more than one place.</summary>
    SharedKey,

    /// <summary>Whoever this authority certifies can log in.</summary>
    Authority,

    /// <summary>The key or the authority would let somebody in, and sshd does not go by it.</summary>
    Barred,
}
