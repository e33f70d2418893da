using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Certificates;

/// <summary>A P-256 key of the base library, for tests that want to owe nothing to the product's own keys.</summary>
public sealed class TestSigningKey : IPrivateKey
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public KeyAlgorithm Algorithm => KeyAlgorithm.EcdsaP256;

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => _key.ExportSubjectPublicKeyInfo();

    public byte[] Sign(ReadOnlySpan<byte> data) =>
        _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public KeyMaterial ExportPkcs8() => KeyMaterial.Take(_key.ExportPkcs8PrivateKey());

    public void Dispose() => _key.Dispose();
}
