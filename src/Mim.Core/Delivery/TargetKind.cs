namespace Mim.Core.Delivery;

/// <summary>What versions are installed in. Stores keep the number.</summary>
public enum TargetKind
{
    /// <summary>Files that somebody else makes use of.</summary>
    File = 0,

    /// <summary>Files, and commands of the user's that validate, reload and prove.</summary>
    Command = 1,

    /// <summary>PEM files of an nginx.</summary>
    Nginx = 2,

    /// <summary>PEM files of an Apache HTTP server.</summary>
    Apache = 3,

    /// <summary>One PEM file with certificate and key of an HAProxy.</summary>
    HAProxy = 4,

    /// <summary>PEM files of a PostgreSQL server.</summary>
    PostgreSql = 5,

    /// <summary>PEM files of a Postfix.</summary>
    Postfix = 6,

    /// <summary>PEM files of a Dovecot.</summary>
    Dovecot = 7,

    /// <summary>A PKCS#12 keystore that Java opens.</summary>
    JavaKeystore = 8,

    /// <summary>A Secret of Kubernetes: its manifest, applied by kubectl where a configuration of it is given.</summary>
    Kubernetes = 9,

    /// <summary>Files, and PowerShell scripts of the user's that validate, reload and prove.</summary>
    Script = 10,

    /// <summary>A line with the public key in an account's authorized_keys.</summary>
    AuthorizedKeys = 20,

    /// <summary>The certificate beside a host key of an sshd.</summary>
    SshHostCertificate = 21,

    /// <summary>A line with the authority's key where an sshd or an ssh client looks for those that it trusts.</summary>
    SshTrustedAuthority = 22,

    /// <summary>The key revocation list that an sshd heeds.</summary>
    SshRevokedKeys = 23,

    /// <summary>A certificate store of Windows, for whatever looks for certificates there.</summary>
    WindowsStore = 30,

    /// <summary>An https binding of http.sys, which IIS serves from.</summary>
    Iis = 31,

    /// <summary>The listener of Remote Desktop.</summary>
    RemoteDesktop = 32,

    /// <summary>An HTTPS listener of Windows Remote Management.</summary>
    WinRm = 33,

    /// <summary>An account on its system, or a pair of them; <c>Register-MachineAccount</c> makes it.</summary>
    Account = 40,

    /// <summary>A client of an authorization server, or clients that follow one another; <c>Register-MachineOAuthClient</c> makes it.</summary>
    OAuthClient = 50,
}
