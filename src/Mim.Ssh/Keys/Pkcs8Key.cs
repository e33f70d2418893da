using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Mim.Ssh.Keys;

/// <summary>A private key in PKCS#8 (RFC 5958), of which only the public part is taken.</summary>
internal static class Pkcs8Key
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string Curve = "1.2.840.10045.2.1";
    private const string Ed25519 = "1.3.101.112";
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";
    private static readonly Asn1Tag _publicKey = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag _attributes = new(TagClass.ContextSpecific, 0);

    /// <summary>Null when the public key is not in it.</summary>
    /// <exception cref="SshForeignKeyException">SSH has no such keys.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    public static SshPublicKey? Read(ReadOnlyMemory<byte> der)
    {
        var info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        info.ReadIntegerBytes();
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        var key = info.ReadOctetString();
        try
        {
            return algorithm switch
            {
                Rsa => SshPublicKey.Read(OfRsa(key)),
                Curve => SshPublicKey.Read(OfCurve(der)),
                Ed25519 => PublicPart(info) is { } part ? SshPublicKey.Read(PublicBlob.OfEd25519(part)) : null,
                _ => throw new SshForeignKeyException($"its algorithm {algorithm} is none of SSH's."),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>How the password of an encrypted one is stretched; null when that is not known.</summary>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static string? Derivation(ReadOnlyMemory<byte> der, out long? rounds)
    {
        rounds = null;
        var scheme = new AsnReader(der, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (scheme.ReadObjectIdentifier() != Pbes2)
        {
            return null;
        }

        var derivation = scheme.ReadSequence().ReadSequence();
        var name = derivation.ReadObjectIdentifier();
        var parameters = derivation.ReadSequence();
        parameters.ReadEncodedValue();
        rounds = parameters.TryReadInt64(out var count) ? count : null;
        return name switch
        {
            Pbkdf2 => "pbkdf2",
            Scrypt => "scrypt",
            _ => null,
        };
    }

    private static byte[] OfRsa(ReadOnlyMemory<byte> key)
    {
        var numbers = new AsnReader(key, AsnEncodingRules.BER).ReadSequence();
        numbers.ReadIntegerBytes();
        var modulus = numbers.ReadIntegerBytes();
        return PublicBlob.OfRsa(modulus.Span, numbers.ReadIntegerBytes().Span);
    }

    private static byte[] OfCurve(ReadOnlyMemory<byte> der)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(der.Span, out _);
        return PublicBlob.OfCurve(key.ExportParameters(includePrivateParameters: false));
    }

    private static byte[]? PublicPart(AsnReader info)
    {
        if (info.HasData && info.PeekTag().HasSameClassAndValue(_attributes))
        {
            info.ReadEncodedValue();
        }

        return info.HasData ? info.ReadBitString(out _, _publicKey) : null;
    }
}
