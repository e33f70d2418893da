using System.Formats.Asn1;
using Mim.Core.Issuing;

namespace Mim.Pki.Certificates;

/// <summary>Key usage and extended key usage of each profile (RFC 5280 sections 4.2.1.3 and 4.2.1.12), encoded once.</summary>
internal static class ProfileUsages
{
    private static readonly byte[] Signature = Usage(KeyUsages.DigitalSignature);
    private static readonly byte[] SignatureAndKeyTransport = Usage(KeyUsages.DigitalSignature | KeyUsages.KeyEncipherment);
    private static readonly byte[] Authority = Usage(KeyUsages.DigitalSignature | KeyUsages.KeyCertSign | KeyUsages.CrlSign);

    private static readonly byte[] Server = Purposes(Oids.ServerAuth);
    private static readonly byte[] Client = Purposes(Oids.ClientAuth);
    private static readonly byte[] Peer = Purposes(Oids.ServerAuth, Oids.ClientAuth);
    private static readonly byte[] CodeSigning = Purposes(Oids.CodeSigning);
    private static readonly byte[] OcspSigning = Purposes(Oids.OcspSigning);

    /// <summary>Only an RSA key can carry a secret of the other side (RSA key transport of TLS 1.2).</summary>
    public static ReadOnlySpan<byte> KeyUsage(CertificateProfile profile, string keyAlgorithm) => profile switch
    {
        CertificateProfile.Authority => Authority,
        CertificateProfile.Server or CertificateProfile.Peer when keyAlgorithm == PublicKeyInfo.Rsa => SignatureAndKeyTransport,
        _ => Signature,
    };

    /// <summary>Empty for authorities: they may sign for every purpose.</summary>
    public static ReadOnlySpan<byte> ExtendedKeyUsage(CertificateProfile profile) => profile switch
    {
        CertificateProfile.Server => Server,
        CertificateProfile.Client => Client,
        CertificateProfile.Peer => Peer,
        CertificateProfile.CodeSigning => CodeSigning,
        CertificateProfile.OcspSigning => OcspSigning,
        _ => [],
    };

    private static byte[] Usage(KeyUsages usages) => Asn1Writing.Encode(writer => writer.WriteNamedBitList(usages));

    private static byte[] Purposes(params string[] oids) => Asn1Writing.Encode(writer =>
    {
        using var _ = writer.PushSequence();
        foreach (var oid in oids)
        {
            writer.WriteObjectIdentifier(oid);
        }
    });
}
