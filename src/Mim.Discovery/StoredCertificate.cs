namespace Mim.Discovery;

/// <summary>One certificate of a store of the operating system.</summary>
/// <param name="Der">The certificate.</param>
/// <param name="Thumbprint">What the store knows it by.</param>
/// <param name="HasPrivateKey">Whether its private key is at hand.</param>
internal sealed record StoredCertificate(byte[] Der, string Thumbprint, bool HasPrivateKey);
