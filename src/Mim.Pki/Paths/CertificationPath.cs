using Mim.Pki.Certificates;
using Mim.Pki.Names;

namespace Mim.Pki.Paths;

/// <summary>A path as far as it could be built, the leaf first.</summary>
/// <param name="Certificates">At least the leaf.</param>
/// <param name="IsComplete">Whether the last one is a trusted root.</param>
/// <param name="Trouble">The first rule it breaks; null when it holds.</param>
internal sealed record CertificationPath(IReadOnlyList<ParsedCertificate> Certificates, bool IsComplete, string? Trouble)
{
    public static string NameOf(ParsedCertificate certificate)
    {
        var subject = NameFormatter.Format(certificate.Subject);
        return subject.Length > 0 ? $"'{subject}'" : $"the certificate with serial number {certificate.SerialNumber}";
    }
}
