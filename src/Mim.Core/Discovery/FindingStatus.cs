namespace Mim.Core.Discovery;

/// <summary>How looking at one place ended.</summary>
public enum FindingStatus
{
    /// <summary>A certificate or key is there.</summary>
    Found,

    /// <summary>The inventory knows one there; it is there no longer.</summary>
    Gone,

    /// <summary>Only a password that was not given opens it.</summary>
    Locked,

    /// <summary>It has the marks of a certificate or key and cannot be read.</summary>
    Damaged,

    /// <summary>The account that scans may not read it.</summary>
    AccessDenied,

    /// <summary>The name has no address.</summary>
    NoSuchHost,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>No answer, or not all of it, within the time-out.</summary>
    TimedOut,

    /// <summary>The connection was closed before a certificate came.</summary>
    Reset,

    /// <summary>What answers does not speak TLS, or not the protocol that leads to it.</summary>
    NotTls,

    /// <summary>TLS is spoken, and the server ended the handshake by an alert, or said what makes no sense.</summary>
    HandshakeFailed,

    /// <summary>What answers does not speak SSH.</summary>
    NotSsh,

    /// <summary>No way leads there: the network or the address is not to be reached from this machine.</summary>
    Unreachable,

    /// <summary>Only a part of it is there: the history of a shallow or partial clone.</summary>
    Incomplete,
}
