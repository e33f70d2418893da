using System.Formats.Asn1;

namespace Mim.Discovery.Network.Tls;

/// <summary>Looks into a certificate as far as its public key's algorithm, without believing anything it says.</summary>
internal static class LeafKey
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsaPss = "1.2.840.113549.1.1.10";
    private static readonly Asn1Tag _version = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary><see cref="CertificateFamilies.None"/> when it cannot be read.</summary>
    public static CertificateFamilies FamilyOf(byte[] certificate)
    {
        try
        {
            var body = new AsnReader(certificate, AsnEncodingRules.BER).ReadSequence().ReadSequence();
            if (body.PeekTag() == _version)
            {
                body.ReadEncodedValue();
            }

            // Serial number, signature, issuer, validity, subject.
            for (var field = 0; field < 5; field++)
            {
                body.ReadEncodedValue();
            }

            var algorithm = body.ReadSequence().ReadSequence().ReadObjectIdentifier();
            return algorithm is RsaEncryption or RsaPss ? CertificateFamilies.Rsa : CertificateFamilies.Other;
        }
        catch (AsnContentException)
        {
            return CertificateFamilies.None;
        }
    }
}
