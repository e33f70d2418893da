using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Pki.Keys;

internal sealed class RsaPrivateKey(RSA key, KeyAlgorithm algorithm) : IPrivateKey, ISignsWithHash
{
    public KeyAlgorithm Algorithm { get; } = algorithm;

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; } = key.ExportSubjectPublicKeyInfo();

    public byte[] Sign(ReadOnlySpan<byte> data) => Sign(data, HashAlgorithmName.SHA256);

    public byte[] Sign(ReadOnlySpan<byte> data, HashAlgorithmName hash) => key.SignData(data, hash, RSASignaturePadding.Pkcs1);

    public KeyMaterial ExportPkcs8() => KeyMaterial.Take(key.ExportPkcs8PrivateKey());

    public void Dispose() => key.Dispose();
}
