using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Testing.Certificates;

/// <summary>A certificate that a server signed itself, which its clients trust as it is.</summary>
/// <param name="Certificate">PEM file.</param>
/// <param name="Key">PEM file, PKCS#8, that only its owner reads.</param>
public sealed record OwnCertificate(string Certificate, string Key)
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static OwnCertificate For(TemporaryFolder folder, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={address}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(_start, _start.AddYears(20));
        var own = new OwnCertificate(folder["own.pem"], folder["own.key"]);
        File.WriteAllText(own.Certificate, certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(own.Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(own.Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return own;
    }
}
