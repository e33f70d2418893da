namespace Mim.Core.Issuing;

/// <summary>What a certificate is for; decides key usage and extended key usage (RFC 5280 section 4.2.1.12).</summary>
public enum CertificateProfile
{
    Server,
    Client,
    Peer,
    CodeSigning,
    OcspSigning,
    Authority,
}
