using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;
using Mim.Pki.Names;
using Mim.Pki.Pem;

namespace Mim.Pki.Revocation;

/// <summary>Reads DER or PEM lists; what it makes grows only with the input.</summary>
internal static class CrlReader
{
    private static readonly HashSet<string> Labels = ["X509 CRL"];

    public static CrlFacts Read(ReadOnlyMemory<byte> crl)
    {
        try
        {
            return ReadDer(PemReader.LooksLikePem(crl.Span[..Math.Min(crl.Length, 65536)]) ? Unwrap(crl) : crl.ToArray());
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException or FormatException)
        {
            throw new MimException(
                MimErrorCause.InvalidRevocationList, "The revocation list cannot be read: it is malformed.", inner: exception);
        }
    }

    private static byte[] Unwrap(ReadOnlyMemory<byte> pem)
    {
        foreach (var block in PemReader.Read(pem, Labels))
        {
            using var der = PemReader.Decode(block);
            return der.Span.ToArray();
        }

        throw new MimException(MimErrorCause.InvalidRevocationList, "The PEM text holds no revocation list.");
    }

    private static CrlFacts ReadDer(byte[] der)
    {
        var crl = ParsedCrl.Read(der);
        return new CrlFacts
        {
            Der = der,
            Issuer = NameFormatter.Format(crl.Issuer),
            IssuerName = crl.Issuer.ToArray(),
            AuthorityKeyIdentifier = crl.Extensions.Find(Oids.AuthorityKeyIdentifier) is { } authority
                ? CertificateExtensions.ReadAuthorityKeyIdentifier(authority.Value)
                : null,
            Number = crl.Extensions.Find(Oids.CrlNumber) is { } number
                && new AsnReader(number.Value, AsnEncodingRules.DER).TryReadInt64(out var value) ? value : null,
            ThisUpdate = crl.ThisUpdate,
            NextUpdate = crl.NextUpdate,
            Entries = crl.Entries is { } entries ? ReadEntries(entries) : [],
        };
    }

    private static List<CrlEntry> ReadEntries(ReadOnlyMemory<byte> der)
    {
        var result = new List<CrlEntry>();
        var entries = Asn1Reading.ReadWholeSequence(der);
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = SerialNumbers.Format(entry.ReadIntegerBytes().Span);
            var revokedAt = Asn1Reading.ReadTime(entry);
            var reason = RevocationReason.Unspecified;
            DateTimeOffset? invalidityDate = null;
            if (entry.HasData)
            {
                var extensions = new ExtensionSet();
                extensions.Read(entry);
                reason = ReadReason(extensions);
                invalidityDate = extensions.Find(Oids.InvalidityDate) is { } date
                    ? Asn1Reading.ReadTime(new AsnReader(date.Value, AsnEncodingRules.DER))
                    : null;
                RefuseUnknown(extensions, serial);
            }

            entry.ThrowIfNotEmpty();
            result.Add(new CrlEntry(serial, revokedAt, reason, invalidityDate));
        }

        return result;
    }

    private static RevocationReason ReadReason(ExtensionSet extensions)
    {
        if (extensions.Find(Oids.ReasonCode) is not { } extension)
        {
            return RevocationReason.Unspecified;
        }

        var octets = new AsnReader(extension.Value, AsnEncodingRules.DER).ReadEnumeratedBytes();
        var reason = octets.Length == 1 ? (RevocationReason)octets.Span[0] : RevocationReason.Unspecified;
        return Enum.IsDefined(reason) ? reason : RevocationReason.Unspecified;
    }

    // A list with such an entry says nothing about any certificate (section 5.3).
    private static void RefuseUnknown(ExtensionSet extensions, string serial)
    {
        foreach (var extension in extensions.All)
        {
            if (extension.IsCritical && extension.Oid is not (Oids.ReasonCode or Oids.InvalidityDate))
            {
                throw new MimException(
                    MimErrorCause.InvalidRevocationList,
                    $"The revocation list has the unknown critical extension {extension.Oid} at serial number {serial}.");
            }
        }
    }
}
