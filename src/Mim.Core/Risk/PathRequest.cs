using Mim.Core.Issuing;
using Mim.Core.Revocation;

namespace Mim.Core.Risk;

/// <summary>What a path validation works on. Certificates are DER.</summary>
public sealed record PathRequest
{
    public required CertificateFacts Leaf { get; init; }

    public IReadOnlyList<byte[]> Intermediates { get; init; } = [];

    /// <summary>Trusted roots; nothing else is trusted.</summary>
    public required IReadOnlyList<byte[]> Anchors { get; init; }

    /// <summary>Lists at hand, from any issuer; the newest of each issuer counts.</summary>
    public IReadOnlyList<CrlFacts> RevocationLists { get; init; } = [];

    /// <summary>The time the path must hold at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>DNS name or address a client would ask for; null to leave names alone.</summary>
    public string? HostName { get; init; }
}
