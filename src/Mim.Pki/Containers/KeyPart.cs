namespace Mim.Pki.Containers;

/// <summary>A private key that lies in a file, without the key.</summary>
/// <param name="IsEncrypted">Whether it needs a password.</param>
/// <param name="PublicKey">Octets of its public key in hexadecimal; null when only the key itself could tell.</param>
/// <param name="KeyId">The same octets as its certificate's, where the format ties them so.</param>
internal sealed record KeyPart(bool IsEncrypted, string? PublicKey = null, string? KeyId = null);
