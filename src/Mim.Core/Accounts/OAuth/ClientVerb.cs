namespace Mim.Core.Accounts.OAuth;

/// <summary>What is done to a registered client.</summary>
public enum ClientVerb
{
    /// <summary>Made (RFC 7591 section 3.1).</summary>
    Register,

    /// <summary>Looked at (RFC 7592 section 2.1).</summary>
    Read,

    /// <summary>Replaced as a whole (RFC 7592 section 2.2).</summary>
    Update,

    /// <summary>Deleted (RFC 7592 section 2.3).</summary>
    Delete,
}
