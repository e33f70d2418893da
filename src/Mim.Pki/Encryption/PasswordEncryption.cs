using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

/// <summary>Password-based encryption: PBES2 (RFC 8018 section 6.2) and the schemes of PKCS#12 (RFC 7292 appendix C).</summary>
internal static class PasswordEncryption
{
    private const int SaltLength = 16;

    /// <summary>PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.</summary>
    /// <returns>The AlgorithmIdentifier and the encrypted content.</returns>
    public static (byte[] Algorithm, byte[] Content) Encrypt(ReadOnlySpan<byte> plain, KeyMaterial? password, int rounds, CancellationToken cancellationToken)
    {
        var derivation = new Pbkdf2Derivation(RandomNumberGenerator.GetBytes(SaltLength), rounds, null, HashAlgorithmName.SHA256);
        var cipher = BlockCipher.Aes256;
        var vector = RandomNumberGenerator.GetBytes(cipher.BlockLength);
        using var key = derivation.Derive(password, cipher.KeyLength, cancellationToken);
        var algorithm = Asn1Writing.Encode(writer =>
        {
            using var outer = writer.PushSequence();
            writer.WriteObjectIdentifier(Oids.Pbes2);
            using var parameters = writer.PushSequence();
            derivation.Write(writer);
            using var scheme = writer.PushSequence();
            writer.WriteObjectIdentifier(Oids.Aes256Cbc);
            writer.WriteOctetString(vector);
        });
        return (algorithm, cipher.Encrypt(key.Span, vector, plain));
    }

    /// <summary>pbeWithSHAAnd3-KeyTripleDES-CBC, for programs that know nothing better.</summary>
    public static (byte[] Algorithm, byte[] Content) EncryptLegacy(ReadOnlySpan<byte> plain, KeyMaterial? password, int rounds, CancellationToken cancellationToken)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength / 2);
        var algorithm = Asn1Writing.Encode(writer =>
        {
            using var outer = writer.PushSequence();
            writer.WriteObjectIdentifier(Oids.PbeWithSha1And3KeyTripleDes);
            using var parameters = writer.PushSequence();
            writer.WriteOctetString(salt);
            writer.WriteInteger(rounds);
        });
        using var empty = new KeyMaterial(0);
        var (key, vector) = DeriveOld(BlockCipher.TripleDes, password ?? empty, salt, rounds, cancellationToken);
        using (key)
        using (vector)
        {
            return (algorithm, BlockCipher.TripleDes.Encrypt(key.Span, vector.Span, plain));
        }
    }

    /// <param name="algorithm">The inside of an AlgorithmIdentifier.</param>
    /// <exception cref="CryptographicException">Most often a wrong password.</exception>
    public static KeyMaterial Decrypt(
        AsnReader algorithm, ReadOnlySpan<byte> content, KeyMaterial? password, DerivationBudget budget)
    {
        var oid = algorithm.ReadObjectIdentifier();
        return oid switch
        {
            Oids.Pbes2 => DecryptPbes2(algorithm.ReadSequence(), content, password, budget),
            Oids.PbeWithSha1And3KeyTripleDes => DecryptOld(BlockCipher.TripleDes, algorithm, content, password, budget),
            Oids.PbeWithSha1And2KeyTripleDes => DecryptOld(BlockCipher.TwoKeyTripleDes, algorithm, content, password, budget),
            Oids.PbeWithSha1And128BitRc2 => DecryptOld(BlockCipher.Rc2Of128Bits, algorithm, content, password, budget),
            Oids.PbeWithSha1And40BitRc2 => DecryptOld(BlockCipher.Rc2Of40Bits, algorithm, content, password, budget),
            _ => throw new MimException(MimErrorCause.InvalidFile, $"Its encryption {oid} is not supported."),
        };
    }

    private static KeyMaterial DecryptPbes2(
        AsnReader parameters, ReadOnlySpan<byte> content, KeyMaterial? password, DerivationBudget budget)
    {
        var derivation = Pbkdf2Derivation.Read(parameters.ReadSequence());
        var scheme = parameters.ReadSequence();
        var oid = scheme.ReadObjectIdentifier();
        var cipher = oid switch
        {
            Oids.Aes128Cbc => BlockCipher.Aes128,
            Oids.Aes192Cbc => BlockCipher.Aes192,
            Oids.Aes256Cbc => BlockCipher.Aes256,
            Oids.DesEde3Cbc => BlockCipher.TripleDes,
            _ => throw new MimException(MimErrorCause.InvalidFile, $"Its cipher {oid} is not supported."),
        };
        var vector = scheme.ReadOctetString();
        if (vector.Length != cipher.BlockLength || (derivation.KeyLength ?? cipher.KeyLength) != cipher.KeyLength)
        {
            throw new AsnContentException("The cipher's parameters do not fit it.");
        }

        budget.Spend(derivation.Rounds);
        using var key = derivation.Derive(password, cipher.KeyLength, budget.Token);
        return cipher.Decrypt(key.Span, vector, content);
    }

    private static KeyMaterial DecryptOld(
        BlockCipher cipher, AsnReader algorithm, ReadOnlySpan<byte> content, KeyMaterial? password, DerivationBudget budget)
    {
        var parameters = algorithm.ReadSequence();
        var salt = parameters.ReadOctetString();
        var rounds = parameters.TryReadInt32(out var number) ? number : int.MaxValue;

        // Two blocks of derived octets for a 3DES key, one for the vector.
        budget.Spend(3L * rounds);
        var (key, vector) = DeriveOld(cipher, password, salt, rounds, budget.Token);
        using (key)
        using (vector)
        {
            return cipher.Decrypt(key.Span, vector.Span, content);
        }
    }

    private static (KeyMaterial Key, KeyMaterial Vector) DeriveOld(
        BlockCipher cipher, KeyMaterial? password, byte[] salt, int rounds, CancellationToken cancellationToken)
    {
        KeyMaterial Derive(Pkcs12Derivation.Purpose purpose, int length) =>
            Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, purpose, password, salt, rounds, length, cancellationToken);

        return (Derive(Pkcs12Derivation.Purpose.Key, cipher.KeyLength), Derive(Pkcs12Derivation.Purpose.Vector, cipher.BlockLength));
    }
}
