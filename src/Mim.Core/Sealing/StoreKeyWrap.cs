using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mim.Core.Sealing;

/// <summary>
/// Wraps a store key to a recipient's public key. EC: ephemeral-static ECDH, HKDF-SHA256 (RFC 5869), AES-256-GCM. RSA:
/// OAEP with SHA-256 (RFC 8017) of a fresh key, AES-256-GCM under it. Layout: form (1), length of the header (2,
/// big-endian), header (ephemeral SubjectPublicKeyInfo or OAEP ciphertext), then nonce, ciphertext and tag.
/// </summary>
internal static class StoreKeyWrap
{
    private const byte EcForm = 1;
    private const byte RsaForm = 2;
    private const int HeaderStart = 3;
    private static readonly byte[] Info = "mim store key wrap v1"u8.ToArray();

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: neither EC nor RSA.</exception>
    public static byte[] Wrap(ReadOnlySpan<byte> publicKeyInfo, KeyMaterial storeKey, ReadOnlySpan<byte> associatedData)
    {
        using var wrappingKey = new KeyMaterial(AeadBox.KeyLength);
        var (form, header) = Agree(publicKeyInfo, wrappingKey, associatedData);
        var box = AeadBox.Seal(wrappingKey.Span, storeKey.Span, associatedData);
        var wrapped = new byte[HeaderStart + header.Length + box.Length];
        wrapped[0] = form;
        BinaryPrimitives.WriteUInt16BigEndian(wrapped.AsSpan(1), (ushort)header.Length);
        header.CopyTo(wrapped, HeaderStart);
        box.CopyTo(wrapped, HeaderStart + header.Length);
        return wrapped;
    }

    /// <summary>The store key, or null when <paramref name="privateKey"/> does not open it or the wrapping was changed.</summary>
    public static KeyMaterial? Unwrap(AsymmetricAlgorithm privateKey, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData)
    {
        if (wrapped.Length < HeaderStart)
        {
            return null;
        }

        var headerLength = BinaryPrimitives.ReadUInt16BigEndian(wrapped[1..]);
        if (wrapped.Length < HeaderStart + headerLength)
        {
            return null;
        }

        var header = wrapped.Slice(HeaderStart, headerLength);
        try
        {
            using var wrappingKey = (wrapped[0], privateKey) switch
            {
                (EcForm, ECDiffieHellman ec) => Derive(ec, header, associatedData),
                (RsaForm, RSA rsa) => TakeArray(rsa.Decrypt(header.ToArray(), RSAEncryptionPadding.OaepSHA256)),
                _ => null,
            };
            return wrappingKey is null ? null : AeadBox.Open(wrappingKey.Span, wrapped[(HeaderStart + headerLength)..], associatedData);
        }
        catch (Exception exception) when (KeyTrouble.Is(exception))
        {
            return null;
        }
    }

    private static (byte Form, byte[] Header) Agree(ReadOnlySpan<byte> publicKeyInfo, KeyMaterial wrappingKey, ReadOnlySpan<byte> info)
    {
        if (TryImport(ECDiffieHellman.Create(), publicKeyInfo) is { } peer)
        {
            using (peer)
            using (var ephemeral = ECDiffieHellman.Create(peer.ExportParameters(false).Curve))
            {
                var secret = ephemeral.DeriveRawSecretAgreement(peer.PublicKey);
                Expand(secret, info, wrappingKey.Span);
                return (EcForm, ephemeral.ExportSubjectPublicKeyInfo());
            }
        }

        if (TryImport(RSA.Create(), publicKeyInfo) is { } rsa)
        {
            using (rsa)
            {
                RandomNumberGenerator.Fill(wrappingKey.Span);
                return (RsaForm, rsa.Encrypt(wrappingKey.Span, RSAEncryptionPadding.OaepSHA256));
            }
        }

        throw new MimException(MimErrorCause.InvalidKey, "A recipient's key must be RSA or on a NIST curve.");
    }

    private static KeyMaterial Derive(ECDiffieHellman privateKey, ReadOnlySpan<byte> ephemeralKeyInfo, ReadOnlySpan<byte> info)
    {
        using var ephemeral = ECDiffieHellman.Create();
        ephemeral.ImportSubjectPublicKeyInfo(ephemeralKeyInfo, out _);
        var key = new KeyMaterial(AeadBox.KeyLength);
        Expand(privateKey.DeriveRawSecretAgreement(ephemeral.PublicKey), info, key.Span);
        return key;
    }

    private static void Expand(byte[] secret, ReadOnlySpan<byte> associatedData, Span<byte> key)
    {
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: Info, info: associatedData);
        CryptographicOperations.ZeroMemory(secret);
    }

    private static KeyMaterial TakeArray(byte[] secret) => KeyMaterial.Take(secret);

    private static T? TryImport<T>(T key, ReadOnlySpan<byte> publicKeyInfo)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKeyInfo, out _);
            return key;
        }
        catch (Exception exception) when (KeyTrouble.Is(exception))
        {
            key.Dispose();
            return null;
        }
    }
}
