namespace Mim.Core.Discovery;

/// <summary>One certificate of a <see cref="CertificateContainer"/>.</summary>
/// <param name="Certificate">DER; well formed.</param>
public sealed record ContainedCertificate(byte[] Certificate)
{
    /// <summary>Alias or number within the container; null when it is the only one.</summary>
    public string? Name { get; init; }

    /// <summary>Its issuers, as far as they lie with it: DER, its own issuer first.</summary>
    public IReadOnlyList<byte[]> Chain { get; init; } = [];

    /// <summary>Whether its private key lies with it.</summary>
    public bool HasPrivateKey { get; init; }

    /// <summary>Whether that key needs a password.</summary>
    public bool IsEncrypted { get; init; }
}
