namespace Mim.Core.Issuing.Ssh;

/// <summary>Whom an authority of SSH certifies. One key for both is trusted by more than it needs.</summary>
public enum SshAuthorityUse
{
    /// <summary>Users, who log in.</summary>
    User,

    /// <summary>Hosts, which are logged in to.</summary>
    Host,

    /// <summary>Users and hosts.</summary>
    Any,
}
