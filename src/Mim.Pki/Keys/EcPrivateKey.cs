using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Pki.Keys;

internal sealed class EcPrivateKey : IPrivateKey
{
    private readonly ECDsa _key;
    private readonly CurveTemplate _template;
    private readonly KeyMaterial _pkcs8;

    public EcPrivateKey(ECDsa key, CurveTemplate template)
    {
        _key = key;
        _template = template;

        // One export serves both encodings: taking numbers out of OpenSSL costs more than writing them.
        var parameters = key.ExportParameters(includePrivateParameters: true);
        SubjectPublicKeyInfo = template.EncodePublic(parameters.Q);
        _pkcs8 = template.EncodePrivate(parameters);
        CryptographicOperations.ZeroMemory(parameters.D);
    }

    public KeyAlgorithm Algorithm => _template.Algorithm;

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    public byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, _template.Hash, DSASignatureFormat.Rfc3279DerSequence);

    public KeyMaterial ExportPkcs8() => KeyMaterial.CopyOf(_pkcs8.Span);

    public void Dispose()
    {
        _key.Dispose();
        _pkcs8.Dispose();
    }
}
