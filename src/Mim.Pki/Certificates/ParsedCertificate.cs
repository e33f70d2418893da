using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Pki.Names;
using Mim.Pki.Signatures;

namespace Mim.Pki.Certificates;

/// <summary>A certificate taken apart, with what only a path validation needs.</summary>
internal sealed class ParsedCertificate
{
    private ParsedCertificate(ReadOnlyMemory<byte> der) => Der = der;

    public ReadOnlyMemory<byte> Der { get; }

    public SignedObject Signed { get; private set; } = null!;

    /// <summary>1, 2 or 3.</summary>
    public int Version { get; private set; }

    public string SerialNumber { get; private set; } = string.Empty;

    public ReadOnlyMemory<byte> Issuer { get; private set; }

    public ReadOnlyMemory<byte> Subject { get; private set; }

    public DateTimeOffset NotBefore { get; private set; }

    public DateTimeOffset NotAfter { get; private set; }

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; private set; }

    public PublicKeyInfo Key { get; private set; } = null!;

    /// <summary>As <see cref="KeyDescription"/> names it.</summary>
    public string KeyAlgorithm { get; private set; } = string.Empty;

    public ExtensionSet Extensions { get; } = new();

    public CertificateExtensions Values { get; private set; } = null!;

    public bool IsSelfIssued => Subject.Span.SequenceEqual(Issuer.Span);

    /// <summary>Whether the key identifiers, where both are there, fit (RFC 5280 section 4.2.1.1).</summary>
    public bool CouldHaveIssued(ParsedCertificate other) =>
        Values.SubjectKeyIdentifier is not { } own
        || other.Values.AuthorityKeyIdentifier is not { } wanted
        || own.AsSpan().SequenceEqual(wanted);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidCertificate"/> naming the part that is wrong.</exception>
    public static ParsedCertificate Read(ReadOnlyMemory<byte> der)
    {
        var part = "outline";
        try
        {
            return Read(der, ref part);
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException or MimException)
        {
            throw new MimException(
                MimErrorCause.InvalidCertificate, $"The certificate cannot be read: its {part} is malformed.", inner: exception);
        }
    }

    private static ParsedCertificate Read(ReadOnlyMemory<byte> der, ref string part)
    {
        var result = new ParsedCertificate(der) { Signed = SignedObject.Read(der) };
        var content = new AsnReader(result.Signed.Content, AsnEncodingRules.DER).ReadSequence();
        part = "version";
        result.Version = ReadVersion(content);
        part = "serial number";
        result.SerialNumber = SerialNumbers.Format(content.ReadIntegerBytes().Span);
        part = "signature algorithm";
        result.CheckAlgorithm(content.ReadEncodedValue());
        part = "issuer";
        result.Issuer = ReadName(content);
        part = "validity";
        var validity = content.ReadSequence();
        result.NotBefore = Asn1Reading.ReadTime(validity);
        result.NotAfter = Asn1Reading.ReadTime(validity);
        validity.ThrowIfNotEmpty();
        part = "subject";
        result.Subject = ReadName(content);
        part = "public key";
        result.SubjectPublicKeyInfo = content.ReadEncodedValue();
        result.Key = PublicKeyInfo.Read(result.SubjectPublicKeyInfo);
        result.KeyAlgorithm = KeyDescription.Of(result.Key).Algorithm;
        part = "list of extensions";
        result.ReadTail(content);
        result.Values = CertificateExtensions.Read(result.Extensions, ref part);
        return result;
    }

    private static ReadOnlyMemory<byte> ReadName(AsnReader content)
    {
        var name = content.ReadEncodedValue();
        NameFormatter.Read(name);
        return name;
    }

    private static int ReadVersion(AsnReader content)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (content.PeekTag() != tag)
        {
            return 1;
        }

        var field = content.ReadSequence(tag);
        return field.TryReadInt32(out var version) && version is >= 0 and <= 2 && !field.HasData
            ? version + 1
            : throw new AsnContentException();
    }

    // Both copies must be the same (RFC 5280 section 4.1.1.2), else what is signed does not say how.
    private void CheckAlgorithm(ReadOnlyMemory<byte> algorithm)
    {
        if (!algorithm.Span.SequenceEqual(Signed.Algorithm.Span))
        {
            throw new AsnContentException();
        }

        Signed.ReadAlgorithm();
    }

    private void ReadTail(AsnReader content)
    {
        for (var number = 1; number <= 2; number++)
        {
            // Unique identifiers of version 2: nobody uses them.
            var unique = new Asn1Tag(TagClass.ContextSpecific, number);
            if (content.HasData && content.PeekTag() == unique)
            {
                content.ReadEncodedValue();
            }
        }

        if (content.HasData)
        {
            var field = content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3));
            Extensions.Read(field);
            field.ThrowIfNotEmpty();
        }

        content.ThrowIfNotEmpty();
    }
}
