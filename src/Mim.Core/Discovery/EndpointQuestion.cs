using System.Net;

namespace Mim.Core.Discovery;

/// <summary>One endpoint to ask for its certificates.</summary>
public sealed record EndpointQuestion
{
    public required IPAddress Address { get; init; }

    public required int Port { get; init; }

    /// <summary>DNS name to send as server name indication (RFC 6066 section 3); null to send none.</summary>
    public string? ServerName { get; init; }

    /// <summary>Never <see cref="Discovery.StartTls.Auto"/>.</summary>
    public StartTls StartTls { get; init; } = StartTls.None;

    /// <summary>What is asked for where the handshake is not carried to its end.</summary>
    public AskedCertificates Asked { get; init; }

    /// <summary>
    /// Whether the handshake is carried to its end, so that the server shows that it has the key; only the certificate that it
    /// prefers is heard of then.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>How long the whole answer may take, connecting included.</summary>
    public required TimeSpan Timeout { get; init; }
}
