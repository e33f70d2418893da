using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Pki.Names;
using Mim.Pki.Pem;
using Mim.Pki.Signatures;

namespace Mim.Pki.Certificates;

/// <summary>Certification requests (RFC 2986 section 4), DER or PEM.</summary>
internal static class RequestParser
{
    // Requests are small; a bigger one is something else.
    private const int LargestRequest = 1 << 20;
    private const string MicrosoftExtensionRequest = "1.3.6.1.4.1.311.2.1.14";

    private static readonly HashSet<string> Labels = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];

    public static RequestFacts Read(ReadOnlyMemory<byte> request)
    {
        if (request.Length > LargestRequest)
        {
            throw new MimException(MimErrorCause.InvalidRequest, "The certificate request is larger than 1 MiB.");
        }

        try
        {
            return ReadDer(PemReader.LooksLikePem(request.Span) ? Unwrap(request) : request);
        }
        catch (MimException exception) when (exception.Cause != MimErrorCause.InvalidRequest)
        {
            throw new MimException(
                MimErrorCause.InvalidRequest, $"The certificate request cannot be read. {exception.Message}", inner: exception);
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException or FormatException)
        {
            throw new MimException(
                MimErrorCause.InvalidRequest, "The certificate request cannot be read: it is malformed.", inner: exception);
        }
    }

    private static byte[] Unwrap(ReadOnlyMemory<byte> pem)
    {
        foreach (var block in PemReader.Read(pem, Labels))
        {
            using var der = PemReader.Decode(block);
            return der.Span.ToArray();
        }

        throw new MimException(MimErrorCause.InvalidRequest, "The PEM text holds no certificate request.");
    }

    private static RequestFacts ReadDer(ReadOnlyMemory<byte> der)
    {
        var signed = SignedObject.Read(der);
        var content = Asn1Reading.ReadWholeSequence(signed.Content);
        if (!content.TryReadInt32(out var version) || version != 0)
        {
            throw new MimException(MimErrorCause.InvalidRequest, "The certificate request has an unknown version.");
        }

        var subject = content.ReadEncodedValue();
        var publicKeyInfo = content.ReadEncodedValue();
        var key = PublicKeyInfo.Read(publicKeyInfo);
        var extensions = ReadExtensions(content);
        content.ThrowIfNotEmpty();
        if (SignatureScheme.Read(signed.Algorithm) is not { IsWeak: false } || !SignatureVerifier.Verify(signed, publicKeyInfo))
        {
            throw new MimException(
                MimErrorCause.InvalidRequest,
                $"The certificate request does not prove possession of its key (signature algorithm {signed.ReadAlgorithm()}).");
        }

        var names = extensions.Find(Oids.SubjectAltName) is { } extension ? GeneralNameReader.Read(extension.Value) : GeneralNames.Empty;
        var hasIgnoredNames = names.HasOthers || names.Directories.Count > 0;
        return new RequestFacts
        {
            Subject = NameFormatter.Format(subject),
            SubjectPublicKeyInfo = publicKeyInfo.ToArray(),
            KeyAlgorithm = KeyDescription.Of(key).Algorithm,
            Names = names.Names,
            IgnoredExtensions = [.. extensions.All.Select(one => one.Oid).Where(oid => oid != Oids.SubjectAltName || hasIgnoredNames)],
        };
    }

    private static ExtensionSet ReadExtensions(AsnReader content)
    {
        var extensions = new ExtensionSet();
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (!content.NextIs(tag))
        {
            return extensions;
        }

        // Old tools leave the set unsorted.
        var attributes = content.ReadSetOf(skipSortOrderValidation: true, tag);
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            while (oid is Oids.ExtensionRequest or MicrosoftExtensionRequest && values.HasData)
            {
                extensions.Read(values);
            }
        }

        return extensions;
    }
}
