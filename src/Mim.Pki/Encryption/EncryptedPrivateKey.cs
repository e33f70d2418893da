using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

/// <summary>EncryptedPrivateKeyInfo (RFC 5958 section 3).</summary>
internal static class EncryptedPrivateKey
{
    public static byte[] Write(byte[] algorithm, byte[] content) => Asn1Writing.Encode(writer =>
    {
        using var _ = writer.PushSequence();
        writer.WriteEncodedValue(algorithm);
        writer.WriteOctetString(content);
    });

    /// <summary>The PKCS#8 inside.</summary>
    public static KeyMaterial Read(ReadOnlyMemory<byte> der, KeyMaterial? password, DerivationBudget budget)
    {
        var info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        var algorithm = info.ReadSequence();
        return Checked(PasswordEncryption.Decrypt(algorithm, info.ReadOctetString(), password, budget));
    }

    /// <summary>
    /// What a decryption gave, if it can be a key: with a wrong password, one time in 256 the padding looks right all the same.
    /// </summary>
    /// <exception cref="CryptographicException">It cannot.</exception>
    public static KeyMaterial Checked(KeyMaterial plain)
    {
        try
        {
            AsnDecoder.ReadSequence(plain.Span, AsnEncodingRules.BER, out _, out _, out _);
            return plain;
        }
        catch (AsnContentException exception)
        {
            plain.Dispose();
            throw new CryptographicException("The plain text is not a key.", exception);
        }
    }
}
