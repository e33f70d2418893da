using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Mim.Pki.Keys;

/// <summary>Ed25519 (RFC 8410), which the BCL lacks.</summary>
internal sealed class Ed25519PrivateKey : IPrivateKey
{
    private static readonly byte[] PublicPrefix = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];
    private static readonly byte[] PrivatePrefix =
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    private readonly byte[] _seed;
    private readonly byte[] _public = new byte[Ed25519.PublicKeySize];

    /// <param name="seed">32 octets; copied.</param>
    public Ed25519PrivateKey(ReadOnlySpan<byte> seed)
    {
        // The library takes arrays only; a pinned one leaves no copies behind when the collector moves things.
        _seed = GC.AllocateArray<byte>(Ed25519.SecretKeySize, pinned: true);
        seed.CopyTo(_seed);
        Ed25519.GeneratePublicKey(_seed, 0, _public, 0);
        SubjectPublicKeyInfo = (byte[])[.. PublicPrefix, .. _public];
    }

    public KeyAlgorithm Algorithm => KeyAlgorithm.Ed25519;

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, _public, 0, data.ToArray(), 0, data.Length, signature, 0);
        return signature;
    }

    public KeyMaterial ExportPkcs8()
    {
        var material = new KeyMaterial(PrivatePrefix.Length + _seed.Length);
        PrivatePrefix.CopyTo(material.Span);
        _seed.CopyTo(material.Span[PrivatePrefix.Length..]);
        return material;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_seed);
}
