using System.Formats.Asn1;
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
        return PasswordEncryption.Decrypt(algorithm, info.ReadOctetString(), password, budget);
    }
}
