using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Testing.Certificates;

/// <summary>A certificate for a server of a test, with its issuer, as the PEM files that servers read.</summary>
/// <param name="Chain">PEM: the server's own, then its issuer's.</param>
/// <param name="Issuer">PEM: that of the issuer alone.</param>
/// <param name="Key">PEM, PKCS#8.</param>
/// <param name="Certificates">DER of what is in <paramref name="Chain"/>.</param>
public sealed record ServerCertificate(string Chain, string Issuer, string Key, IReadOnlyList<byte[]> Certificates)
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ServerCertificate Rsa(TemporaryFolder folder, string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Write(folder, name, request, key);
    }

    public static ServerCertificate Ecdsa(TemporaryFolder folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Write(folder, name, new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256), key);
    }

    private static ServerCertificate Write(
        TemporaryFolder folder, string name, CertificateRequest request, AsymmetricAlgorithm key)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuerRequest = new CertificateRequest("CN=Test Authority", issuerKey, HashAlgorithmName.SHA256);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = issuerRequest.Create(
            new X500DistinguishedName("CN=Test Root"), X509SignatureGenerator.CreateForECDsa(rootKey), _start, _start.AddYears(10), [1]);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var generator = X509SignatureGenerator.CreateForECDsa(issuerKey);
        using var certificate = request.Create(issuer.SubjectName, generator, _start, _start.AddYears(10), RandomNumberGenerator.GetBytes(8));
        var stem = folder[$"{name}-{key.SignatureAlgorithm}"];
        File.WriteAllText(stem + ".pem", certificate.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n");
        File.WriteAllText(stem + ".issuer.pem", issuer.ExportCertificatePem() + "\n");
        File.WriteAllText(stem + ".key", key.ExportPkcs8PrivateKeyPem() + "\n");
        return new ServerCertificate(stem + ".pem", stem + ".issuer.pem", stem + ".key", [certificate.RawData, issuer.RawData]);
    }
}
