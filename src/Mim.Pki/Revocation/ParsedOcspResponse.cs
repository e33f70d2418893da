using System.Formats.Asn1;
using Mim.Core;
using Mim.Pki.Signatures;

namespace Mim.Pki.Revocation;

/// <summary>An OCSP response taken apart (RFC 6960 section 4.2.1).</summary>
internal sealed class ParsedOcspResponse
{
    /// <summary>More than any responder puts in; each is asked for its signature.</summary>
    private const int MostCertificates = 8;

    private static readonly Asn1Tag _first = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag _second = new(TagClass.ContextSpecific, 1, isConstructed: true);

    private ParsedOcspResponse(SignedObject signed) => Signed = signed;

    public SignedObject Signed { get; }

    public DateTimeOffset ProducedAt { get; private set; }

    /// <summary>DER of each SingleResponse.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Answers { get; private set; } = [];

    /// <summary>Certificates that came along: DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; private set; } = [];

    /// <exception cref="AsnContentException">It is malformed.</exception>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidOcspResponse"/>: it tells of an error.</exception>
    public static ParsedOcspResponse Read(ReadOnlyMemory<byte> der)
    {
        var response = Asn1Reading.ReadWholeSequence(der);
        var status = response.ReadEnumeratedBytes();
        if (status.Length != 1 || status.Span[0] != 0)
        {
            throw new MimException(MimErrorCause.InvalidOcspResponse, $"The OCSP responder gives no answer: {NameOf(status.Span)}.");
        }

        var field = response.ReadSequence(_first);
        response.ThrowIfNotEmpty();
        var octets = field.ReadSequence();
        field.ThrowIfNotEmpty();
        if (octets.ReadObjectIdentifier() != Oids.OcspBasic)
        {
            throw new AsnContentException("The kind of response is unknown.");
        }

        var basic = Asn1Reading.ReadWholeSequence(octets.ReadOctetString());
        octets.ThrowIfNotEmpty();
        return ReadBasic(basic);
    }

    private static ParsedOcspResponse ReadBasic(AsnReader basic)
    {
        var content = basic.ReadEncodedValue();
        var algorithm = basic.PeekEncodedValue();
        basic.ReadSequence();
        var signature = basic.ReadBitString(out var unused);
        if (unused != 0)
        {
            throw new AsnContentException("The signature is not a whole number of octets.");
        }

        var result = new ParsedOcspResponse(new SignedObject(content, algorithm, signature));
        if (basic.HasData)
        {
            var field = basic.ReadSequence(_first);
            result.Certificates = [.. Values(field.ReadSequence()).Take(MostCertificates)];
            field.ThrowIfNotEmpty();
        }

        basic.ThrowIfNotEmpty();
        result.ReadContent(Asn1Reading.ReadWholeSequence(content));
        return result;
    }

    private void ReadContent(AsnReader content)
    {
        // The version, and who answers: by name or by key.
        if (content.NextIs(_first))
        {
            content.ReadEncodedValue();
        }

        content.ReadEncodedValue();
        ProducedAt = Asn1Reading.ReadTime(content);
        Answers = [.. Values(content.ReadSequence())];
        if (content.NextIs(_second))
        {
            content.ReadEncodedValue();
        }

        content.ThrowIfNotEmpty();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Values(AsnReader sequence)
    {
        while (sequence.HasData)
        {
            yield return sequence.ReadEncodedValue();
        }
    }

    private static string NameOf(ReadOnlySpan<byte> status) => status is [var number]
        ? number switch
        {
            1 => "malformedRequest",
            2 => "internalError",
            3 => "tryLater",
            5 => "sigRequired",
            6 => "unauthorized",
            _ => $"status {number}",
        }
        : "an unknown status";
}
