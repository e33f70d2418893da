using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>What to hand out.</summary>
public sealed record CertificateExport
{
    public required Guid IdentityId { get; init; }

    /// <summary>Null for the current version.</summary>
    public Guid? VersionId { get; init; }

    public ExportLayout Layout { get; init; } = new();

    public bool IncludePrivateKey { get; init; }

    /// <summary>UTF-8; encrypts the key. The caller disposes it.</summary>
    public KeyMaterial? Password { get; init; }
}
