using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>PKCS#12 (RFC 7292), protected by a password throughout.</summary>
internal static class PfxWriter
{
    // Three derivations in one file; several readers refuse more than a million rounds in all.
    private const int Rounds = 100_000;
    private const int LegacyRounds = 10_000;

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <param name="rounds">Rounds of each derivation; null for the usual.</param>
    public static KeyMaterial Write(
        ExportLayout layout,
        byte[] leaf,
        IReadOnlyList<byte[]> certificates,
        KeyMaterial? pkcs8,
        KeyMaterial? password,
        int? rounds,
        CancellationToken cancellationToken)
    {
        using var empty = new KeyMaterial(0);
        password ??= empty;
        var count = rounds ?? (layout.Legacy ? LegacyRounds : Rounds);
        var bags = new PfxBagWriter(layout.FriendlyName, leaf, hasKey: pkcs8 is not null);
        var safe = Asn1Writing.Encode(writer =>
        {
            using var _ = writer.PushSequence();
            if (certificates.Count > 0)
            {
                WriteEncrypted(writer, bags.WriteCertificates(certificates), password, layout.Legacy, count, cancellationToken);
            }

            if (pkcs8 is not null)
            {
                var (algorithm, content) = Encrypt(pkcs8.Span, password, layout.Legacy, count, cancellationToken);
                WriteData(writer, bags.WriteKey(EncryptedPrivateKey.Write(algorithm, content)));
            }
        });
        return KeyMaterial.CopyOf(Asn1Writing.Encode(writer =>
        {
            using var _ = writer.PushSequence();
            writer.WriteInteger(3);
            WriteData(writer, safe);
            WriteMac(writer, safe, password, layout.Legacy, count, cancellationToken);
        }));
    }

    private static (byte[] Algorithm, byte[] Content) Encrypt(
        ReadOnlySpan<byte> plain, KeyMaterial password, bool legacy, int rounds, CancellationToken cancellationToken) => legacy
        ? PasswordEncryption.EncryptLegacy(plain, password, rounds, cancellationToken)
        : PasswordEncryption.Encrypt(plain, password, rounds, cancellationToken);

    private static void WriteData(AsnWriter writer, byte[] content)
    {
        using var info = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.Data);
        using var outer = writer.PushSequence(Zero);
        writer.WriteOctetString(content);
    }

    private static void WriteEncrypted(
        AsnWriter writer, byte[] plain, KeyMaterial password, bool legacy, int rounds, CancellationToken cancellationToken)
    {
        var (algorithm, content) = Encrypt(plain, password, legacy, rounds, cancellationToken);
        using var info = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.EncryptedData);
        using var outer = writer.PushSequence(Zero);
        using var data = writer.PushSequence();
        writer.WriteInteger(0);
        using var encrypted = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.Data);
        writer.WriteEncodedValue(algorithm);
        writer.WriteOctetString(content, new Asn1Tag(TagClass.ContextSpecific, 0));
    }

    private static void WriteMac(
        AsnWriter writer, byte[] safe, KeyMaterial password, bool legacy, int rounds, CancellationToken cancellationToken)
    {
        var hash = legacy ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        var salt = RandomNumberGenerator.GetBytes(16);
        var length = legacy ? 20 : 32;
        using var key = Pkcs12Derivation.Derive(hash, Pkcs12Derivation.Purpose.Mac, password, salt, rounds, length, cancellationToken);
        using var mac = writer.PushSequence();
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(legacy ? Oids.Sha1 : Oids.Sha256);
                writer.WriteNull();
            }

            writer.WriteOctetString(CryptographicOperations.HmacData(hash, key.Span, safe));
        }

        writer.WriteOctetString(salt);
        writer.WriteInteger(rounds);
    }
}
