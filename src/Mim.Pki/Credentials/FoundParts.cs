using Mim.Core.Sealing;

namespace Mim.Pki.Credentials;

/// <summary>Certificates (DER) and private keys (PKCS#8) of one file, in its order and not yet matched. Owns the keys.</summary>
internal sealed class FoundParts : IDisposable
{
    public List<byte[]> Certificates { get; } = [];

    public List<KeyMaterial> Keys { get; } = [];

    public void Dispose() => Keys.ForEach(key => key.Dispose());
}
