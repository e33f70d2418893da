using System.Formats.Asn1;
using Mim.Core.Ports;
using Mim.Pki.Certificates;
using Mim.Pki.Keys;
using Mim.Pki.Names;

namespace Mim.Pki.Tests;

/// <summary>Certification requests (RFC 2986) with one alternative name.</summary>
internal static class TestRequests
{
    public static byte[] Write(string subject, ISigningKey key, string dnsName)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(DistinguishedName.Encode(subject));
            writer.WriteEncodedValue(key.SubjectPublicKeyInfo.Span);
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.ExtensionRequest);
                using (writer.PushSetOf())
                using (writer.PushSequence())
                using (ExtensionWriter.Push(writer, Oids.SubjectAltName))
                using (writer.PushSequence())
                {
                    GeneralNameWriter.WriteNames(writer, new Core.Issuing.SubjectNames { Dns = [dnsName] });
                }
            }
        }

        return Asn1Writing.Sign(writer, SignatureAlgorithms.Of(key.Algorithm), key);
    }
}
