using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Testing.Certificates;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ICertificateReader"/> promises, on certificates and requests of the base library.</summary>
public abstract class CertificateReaderContract(ICertificateReader reader) : IDisposable
{
    private readonly TestChain _chain = new();

    public void Dispose()
    {
        _chain.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_a_certificate_says_is_read()
    {
        var leaf = _chain.Issue("web").Certificate;
        using var known = X509CertificateLoader.LoadCertificate(leaf);
        var facts = reader.Read(leaf);
        Assert.Equal(leaf, facts.Der);
        Assert.Equal("web", facts.CommonName);
        Assert.Equal(known.SerialNumber.TrimStart('0'), facts.SerialNumber.TrimStart('0'));
        Assert.Equal(known.SubjectName.RawData, facts.SubjectName);
        Assert.Equal(known.IssuerName.RawData, facts.IssuerName);
        Assert.Equal(known.NotBefore.ToUniversalTime(), facts.NotBefore.UtcDateTime);
        Assert.Equal(known.NotAfter.ToUniversalTime(), facts.NotAfter.UtcDateTime);
        Assert.Equal(known.PublicKey.ExportSubjectPublicKeyInfo(), facts.SubjectPublicKeyInfo);
        Assert.Equal(known.GetCertHashString(HashAlgorithmName.SHA256), facts.Fingerprint);
        Assert.Equal("EcdsaP256", facts.KeyAlgorithm);
        Assert.False(facts.IsAuthority);
    }

    [Fact]
    public void A_root_issued_itself_and_signed_itself()
    {
        var root = reader.Read(_chain.Issuers[1]);
        Assert.True(root.IsAuthority);
        Assert.True(root.IsSelfIssued);
        Assert.True(reader.IsSignedBy(root.Der, root.SubjectPublicKeyInfo));
    }

    [Fact]
    public void Only_its_issuer_signed_a_certificate()
    {
        var leaf = _chain.Issue("web").Certificate;
        Assert.True(reader.IsSignedBy(leaf, reader.Read(_chain.Issuers[0]).SubjectPublicKeyInfo));
        Assert.False(reader.IsSignedBy(leaf, reader.Read(_chain.Issuers[1]).SubjectPublicKeyInfo));
    }

    [Fact]
    public void A_request_is_read_as_der_and_as_pem()
    {
        var (der, publicKey) = Request();
        foreach (var form in new[] { der, Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", der)) })
        {
            var facts = reader.ReadRequest(form);
            Assert.Equal("CN=web", facts.Subject);
            Assert.Equal(publicKey, facts.SubjectPublicKeyInfo);
            Assert.Equal(["web.corp.test"], facts.Names.Dns);
        }
    }

    [Fact]
    public void A_request_that_its_key_did_not_sign_is_refused()
    {
        var (der, _) = Request();
        der[^1] ^= 1;
        Assert.Equal(MimErrorCause.InvalidRequest, Assert.Throws<MimException>(() => reader.ReadRequest(der)).Cause);
    }

    [Fact]
    public void Damaged_certificates_and_requests_are_refused_and_do_no_harm()
    {
        var leaf = _chain.Issue("web").Certificate;
        var (request, _) = Request();
        var mutator = new Mutator(seed: 5280);
        for (var index = 0; index < 1000; index++)
        {
            AssertRefusal(MimErrorCause.InvalidCertificate, mutator.Mutate(leaf), der => reader.Read(der));
            AssertRefusal(MimErrorCause.InvalidRequest, mutator.Mutate(request), der => reader.ReadRequest(der));
        }
    }

    private static void AssertRefusal(MimErrorCause cause, byte[] damaged, Action<byte[]> read)
    {
        if (Record.Exception(() => read(damaged)) is { } thrown)
        {
            Assert.Equal(cause, Assert.IsType<MimException>(thrown).Cause);
        }
    }

    private static (byte[] Der, byte[] PublicKey) Request()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=web", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("web.corp.test");
        request.CertificateExtensions.Add(names.Build());
        return (request.CreateSigningRequest(), key.ExportSubjectPublicKeyInfo());
    }
}
