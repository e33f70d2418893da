using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Testing.Certificates;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ICertificateEncoder"/> promises, judged by the base library.</summary>
public abstract class CertificateEncoderContract(ICertificateEncoder encoder) : IDisposable
{
    private readonly TestSigningKey _key = new();

    public void Dispose()
    {
        _key.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_the_specification_says_is_in_the_certificate()
    {
        var spec = Spec(CertificateProfile.Server) with { Names = new SubjectNames { Dns = ["web.corp.test"] } };
        using var certificate = X509CertificateLoader.LoadCertificate(encoder.Encode(spec, _key));
        Assert.Equal("CN=web", certificate.Subject);
        Assert.Equal(Convert.ToHexString(spec.SerialNumber), certificate.SerialNumber);
        Assert.Equal(spec.NotBefore.UtcDateTime, certificate.NotBefore.ToUniversalTime());
        Assert.Equal(spec.NotAfter.UtcDateTime, certificate.NotAfter.ToUniversalTime());
        Assert.Equal(spec.SubjectPublicKeyInfo.ToArray(), certificate.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.True(certificate.MatchesHostname("web.corp.test"));
    }

    [Fact]
    public void An_authority_that_signs_itself_is_a_root_to_others()
    {
        using var root = X509CertificateLoader.LoadCertificate(encoder.Encode(Spec(CertificateProfile.Authority), _key));
        Assert.Equal(root.SubjectName.RawData, root.IssuerName.RawData);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = TestChain.Now.UtcDateTime;
        Assert.True(chain.Build(root), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public void A_name_that_cannot_be_encoded_is_refused()
    {
        var spec = Spec(CertificateProfile.Server) with { Subject = "no attribute" };
        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => encoder.Encode(spec, _key)).Cause);
    }

    [Fact]
    public void Many_at_a_time_do_not_disturb_each_other()
    {
        Parallel.For(0, 64, index =>
        {
            using var key = new TestSigningKey();
            var spec = Spec(CertificateProfile.Server) with { Subject = $"CN=web{index}", SubjectPublicKeyInfo = key.SubjectPublicKeyInfo };
            using var certificate = X509CertificateLoader.LoadCertificate(encoder.Encode(spec, key));
            Assert.Equal($"CN=web{index}", certificate.Subject);
        });
    }

    private CertificateSpec Spec(CertificateProfile profile)
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = 0x42;
        return new CertificateSpec
        {
            SerialNumber = serial,
            Subject = "CN=web",
            NotBefore = TestChain.Now.AddDays(-1),
            NotAfter = TestChain.Now.AddDays(30),
            SubjectPublicKeyInfo = _key.SubjectPublicKeyInfo,
            Profile = profile,
        };
    }
}
