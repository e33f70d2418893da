using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Mim.Core;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Binding;

public sealed class CertificateFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Reads_every_certificate_of_a_PEM_file_and_nothing_else()
    {
        using var one = Certificate("one");
        using var two = Certificate("two");
        using var key = ECDsa.Create();
        File.WriteAllText(_path, $"{key.ExportPkcs8PrivateKeyPem()}\nsubject=one\n{one.ExportCertificatePem()}\r\n{two.ExportCertificatePem()}");
        Assert.Equal([one.RawData, two.RawData], CertificateFile.Certificates(_path));
    }

    [Fact]
    public void Takes_DER_as_it_is()
    {
        using var one = Certificate("one");
        File.WriteAllBytes(_path, one.RawData);
        Assert.Equal([one.RawData], CertificateFile.Certificates(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Refuses_a_file_without_a_certificate_by_name(string content)
    {
        File.WriteAllText(_path, content);
        var refused = Assert.Throws<MimException>(() => CertificateFile.Certificates(_path));
        Assert.Equal((MimErrorCause.InvalidFile, _path), (refused.Cause, refused.Subject));
    }

    [Fact]
    public void Refuses_a_huge_file_without_reading_it()
    {
        using (var stream = File.OpenWrite(_path))
        {
            stream.SetLength(4L * 1024 * 1024 * 1024);
        }

        Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => CertificateFile.Read(_path)).Cause);
    }

    public void Dispose() => File.Delete(_path);

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        return request.CreateSelfSigned(now, now.AddDays(1));
    }
}
