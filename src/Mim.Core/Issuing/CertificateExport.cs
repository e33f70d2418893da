using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>What to hand out.</summary>
public sealed record CertificateExport
{
    public required Guid IdentityId { get; init; }

    /// <summary>Null for the current version.</summary>
    public Guid? VersionId { get; init; }

    public ExportLayout Layout { get; init; } = new();

    /// <summary>
    /// Of an authority: the roots to be trusted while it takes the place of another or another takes its own, PEM or
    /// PKCS#7.
    /// </summary>
    public bool IsTrustBundle { get; init; }

    public bool IncludePrivateKey { get; init; }

    /// <summary>UTF-8; encrypts the key. The caller disposes it.</summary>
    public KeyMaterial? Password { get; init; }
}
