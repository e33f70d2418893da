using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Pki.Keys;

internal sealed class EcPrivateKey : IPrivateKey
{
    private readonly CurveTemplate _template;
    private readonly KeyMaterial _pkcs8;

    // Most keys are made, sealed and delivered, and never sign anything here.
    private OpenSslSigner? _signer;
    private ECDsa? _key;

    /// <summary>Takes over a key of the base library.</summary>
    public EcPrivateKey(ECDsa key, CurveTemplate template)
        : this(Encode(key, template), template) => _key = key;

    private EcPrivateKey(KeyMaterial pkcs8, CurveTemplate template)
    {
        (_pkcs8, _template) = (pkcs8, template);
        SubjectPublicKeyInfo = template.EncodePublic(template.PointIn(pkcs8));
    }

    public KeyAlgorithm Algorithm => _template.Algorithm;

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    public static EcPrivateKey Generate(CurveTemplate template)
    {
        var pkcs8 = template.NewPrivate();
        if (template.OpenSsl?.TryGenerate(template.NumberIn(pkcs8), template.PointIn(pkcs8)) == true)
        {
            return new EcPrivateKey(pkcs8, template);
        }

        pkcs8.Dispose();
        return new EcPrivateKey(ECDsa.Create(template.Curve), template);
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        var length = CryptographicOperations.HashData(_template.Hash, data, digest);
        _signer ??= _template.OpenSsl?.Load(_template.NumberIn(_pkcs8));
        return _signer?.Sign(digest[..length])
            ?? (_key ??= Load()).SignHash(digest[..length], DSASignatureFormat.Rfc3279DerSequence);
    }

    public KeyMaterial ExportPkcs8() => KeyMaterial.CopyOf(_pkcs8.Span);

    public void Dispose()
    {
        _signer?.Dispose();
        _key?.Dispose();
        _pkcs8.Dispose();
    }

    private static KeyMaterial Encode(ECDsa key, CurveTemplate template)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var pkcs8 = template.NewPrivate();
        parameters.D.CopyTo(template.NumberIn(pkcs8));
        CryptographicOperations.ZeroMemory(parameters.D);
        var point = template.PointIn(pkcs8);
        point[0] = CurveTemplate.Uncompressed;
        parameters.Q.X.CopyTo(point[1..]);
        parameters.Q.Y.CopyTo(point[(1 + (point.Length / 2))..]);
        return pkcs8;
    }

    private ECDsa Load()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_pkcs8.Span, out _);
        return key;
    }
}
