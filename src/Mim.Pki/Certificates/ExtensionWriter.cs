using System.Formats.Asn1;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Names;

namespace Mim.Pki.Certificates;

/// <summary>The extensions of a certificate (RFC 5280 section 4.2).</summary>
internal static class ExtensionWriter
{
    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Second = new(TagClass.ContextSpecific, 1);

    public static void WriteAll(AsnWriter writer, CertificateSpec spec, bool subjectIsEmpty, ISigningKey issuer)
    {
        var key = PublicKeyInfo.Read(spec.SubjectPublicKeyInfo);
        var purposes = ProfileUsages.ExtendedKeyUsage(spec.Profile);
        if (spec.Profile == CertificateProfile.Authority)
        {
            using (Push(writer, Oids.BasicConstraints, critical: true))
            {
                WriteBasicConstraints(writer, spec.PathLength);
            }
        }

        using (Push(writer, Oids.KeyUsage, critical: true))
        {
            writer.WriteEncodedValue(ProfileUsages.KeyUsage(spec.Profile, key.Algorithm));
        }

        if (!purposes.IsEmpty)
        {
            using var _ = Push(writer, Oids.ExtendedKeyUsage);
            writer.WriteEncodedValue(purposes);
        }

        using (Push(writer, Oids.SubjectKeyIdentifier))
        {
            writer.WriteOctetString(KeyIdentifiers.Of(key));
        }

        WriteAuthorityKeyIdentifier(writer, spec, issuer);
        WriteNames(writer, spec, subjectIsEmpty);
        WriteLocations(writer, spec);
        if (spec.Profile == CertificateProfile.OcspSigning)
        {
            // A responder's own certificate is short-lived instead of checked (RFC 6960 section 4.2.2.2.1).
            using var _ = Push(writer, Oids.OcspNoCheck);
            writer.WriteNull();
        }
    }

    /// <summary>Opens an extension; what is written until it is disposed is its value.</summary>
    public static ExtensionScope Push(AsnWriter writer, string oid, bool critical = false) => new(writer, oid, critical);

    public static void WriteKeyIdentifier(AsnWriter writer, ReadOnlySpan<byte> identifier)
    {
        using (Push(writer, Oids.AuthorityKeyIdentifier))
        using (writer.PushSequence())
        {
            writer.WriteOctetString(identifier, First);
        }
    }

    /// <summary>[0] fullName with every URL: ways to the same list (section 4.2.1.13).</summary>
    public static void WriteDistributionPointName(AsnWriter writer, IReadOnlyList<string> urls)
    {
        using (writer.PushSequence(First))
        using (writer.PushSequence(First))
        {
            foreach (var url in urls)
            {
                GeneralNameWriter.WriteUri(writer, url);
            }
        }
    }

    private static void WriteBasicConstraints(AsnWriter writer, int? pathLength)
    {
        using var _ = writer.PushSequence();
        writer.WriteBoolean(true);
        if (pathLength is { } length)
        {
            writer.WriteInteger(length);
        }
    }

    // A root's own identifier may be left out (section 4.2.1.1).
    private static void WriteAuthorityKeyIdentifier(AsnWriter writer, CertificateSpec spec, ISigningKey issuer)
    {
        if (spec.AuthorityKeyIdentifier is { } identifier)
        {
            WriteKeyIdentifier(writer, identifier);
        }
        else if (spec.IssuerName is not null)
        {
            WriteKeyIdentifier(writer, KeyIdentifiers.Of(PublicKeyInfo.Read(issuer.SubjectPublicKeyInfo)));
        }
    }

    private static void WriteNames(AsnWriter writer, CertificateSpec spec, bool subjectIsEmpty)
    {
        if (!spec.Names.IsEmpty)
        {
            using (Push(writer, Oids.SubjectAltName, critical: subjectIsEmpty))
            using (writer.PushSequence())
            {
                GeneralNameWriter.WriteNames(writer, spec.Names);
            }
        }

        if (spec.NameConstraints is { IsEmpty: false } constraints)
        {
            using (Push(writer, Oids.NameConstraints, critical: true))
            using (writer.PushSequence())
            {
                WriteSubtrees(writer, First, constraints.Permitted);
                WriteSubtrees(writer, Second, constraints.Excluded);
            }
        }
    }

    private static void WriteSubtrees(AsnWriter writer, Asn1Tag tag, SubjectNames names)
    {
        if (!names.IsEmpty)
        {
            using var _ = writer.PushSequence(tag);
            GeneralNameWriter.WriteSubtrees(writer, names);
        }
    }

    private static void WriteLocations(AsnWriter writer, CertificateSpec spec)
    {
        if (spec.CrlUrls.Count > 0)
        {
            using (Push(writer, Oids.CrlDistributionPoints))
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                WriteDistributionPointName(writer, spec.CrlUrls);
            }
        }

        if (spec.OcspUrls.Count + spec.IssuerUrls.Count > 0)
        {
            using (Push(writer, Oids.AuthorityInfoAccess))
            using (writer.PushSequence())
            {
                WriteAccess(writer, Oids.Ocsp, spec.OcspUrls);
                WriteAccess(writer, Oids.CaIssuers, spec.IssuerUrls);
            }
        }
    }

    private static void WriteAccess(AsnWriter writer, string method, IReadOnlyList<string> urls)
    {
        foreach (var url in urls)
        {
            using var _ = writer.PushSequence();
            writer.WriteObjectIdentifier(method);
            GeneralNameWriter.WriteUri(writer, url);
        }
    }
}
