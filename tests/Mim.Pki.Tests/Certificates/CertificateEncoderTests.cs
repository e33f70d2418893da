using Mim.Core;
using Mim.Core.Issuing;
using Mim.Pki.Certificates;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Certificates;

public sealed class CertificateEncoderTests : IDisposable
{
    private readonly TestChain _chain = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<CertificateProfile, string, string> Profiles() => new()
    {
        { CertificateProfile.Server, "Digital Signature", "TLS Web Server Authentication" },
        { CertificateProfile.Client, "Digital Signature", "TLS Web Client Authentication" },
        { CertificateProfile.Peer, "Digital Signature", "TLS Web Server Authentication, TLS Web Client Authentication" },
        { CertificateProfile.CodeSigning, "Digital Signature", "Code Signing" },
        { CertificateProfile.OcspSigning, "Digital Signature", "OCSP Signing" },
    };

    [RequiresProgramTheory("openssl")]
    [MemberData(nameof(Profiles))]
    public void OpenSslPrintsTheProfile(CertificateProfile profile, string usage, string purposes)
    {
        using var chain = new TestChain(profile: profile);

        var text = Print(chain.Leaf);

        Assert.Contains($"X509v3 Key Usage: critical\n                {usage}\n", text, StringComparison.Ordinal);
        Assert.Contains($"X509v3 Extended Key Usage: \n                {purposes}\n", text, StringComparison.Ordinal);
        Assert.Equal(profile == CertificateProfile.OcspSigning, text.Contains("OCSP No Check", StringComparison.Ordinal));
        Assert.DoesNotContain("Basic Constraints", text, StringComparison.Ordinal);
        Assert.Contains(
            "DNS:web01.corp.test, DNS:*.apps.corp.test, IP Address:10.1.2.3, IP Address:2001:DB8:0:0:0:0:0:1, URI:spiffe://corp.test/web, email:ops@corp.test",
            text, StringComparison.Ordinal);
        Assert.Contains("OCSP - URI:http://ocsp.corp.test", text, StringComparison.Ordinal);
        Assert.Contains("CA Issuers - URI:http://pki.corp.test/issuing.cer", text, StringComparison.Ordinal);
    }

    [RequiresProgramFact("openssl")]
    public void OpenSslPrintsAnAuthority()
    {
        using var chain = new TestChain(KeyAlgorithm.Rsa2048, changeIntermediate: spec => spec with
        {
            NameConstraints = new NameConstraints
            {
                Permitted = new SubjectNames { Dns = ["corp.test"], IPAddresses = ["10.0.0.0/8"] },
                Excluded = new SubjectNames { Emails = [".corp.test"] },
            },
        });

        var authority = Print(chain.Intermediate);
        var server = Print(chain.Leaf);

        Assert.Contains("X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0\n", authority, StringComparison.Ordinal);
        Assert.Contains("X509v3 Key Usage: critical\n                Digital Signature, Certificate Sign, CRL Sign\n", authority, StringComparison.Ordinal);
        Assert.Contains("X509v3 Name Constraints: critical", authority, StringComparison.Ordinal);
        Assert.Contains("IP:10.0.0.0/255.0.0.0", authority, StringComparison.Ordinal);
        Assert.DoesNotContain("Extended Key Usage", authority, StringComparison.Ordinal);
        Assert.Contains("X509v3 Key Usage: critical\n                Digital Signature, Key Encipherment\n", server, StringComparison.Ordinal);
    }

    [RequiresProgramFact("openssl")]
    public void NamesAreCriticalOnlyWithoutSubject()
    {
        using var nameless = new TestChain(changeLeaf: spec => spec with { Subject = string.Empty });

        Assert.Contains("X509v3 Subject Alternative Name: critical", Print(nameless.Leaf), StringComparison.Ordinal);
        Assert.DoesNotContain("Subject Alternative Name: critical", Print(_chain.Leaf), StringComparison.Ordinal);
    }

    [RequiresProgramFact("openssl")]
    public void TimesChangeTheirFormWith2050()
    {
        using var chain = new TestChain(changeLeaf: spec => spec with
        {
            NotBefore = new DateTimeOffset(2049, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
            NotAfter = new DateTimeOffset(2050, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)),
        });
        File.WriteAllBytes(_folder["a.der"], chain.Leaf.Der);

        var parsed = ProgramRunner.Run("openssl", "asn1parse", "-inform", "DER", "-in", _folder["a.der"]).Succeeded().Output;

        Assert.Matches("UTCTIME +:491231235959Z", parsed);
        Assert.Matches("GENERALIZEDTIME +:20500101000000Z", parsed);
        Assert.Equal(new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero), chain.Leaf.NotAfter);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("0000000000000000000000000000007F")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void SerialNumberIsPositiveAndMinimal(string hex)
    {
        var leaf = Issue(spec => spec with { SerialNumber = Convert.FromHexString(hex) });

        Assert.Equal(hex.TrimStart('0').Length % 2 == 0 ? hex.TrimStart('0') : "0" + hex.TrimStart('0'), leaf.SerialNumber);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void OtherSerialNumbersAreRefused(string hex)
    {
        var error = Assert.Throws<MimException>(() => Issue(spec => spec with { SerialNumber = Convert.FromHexString(hex) }));

        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
    }

    [Theory]
    [InlineData("a b.test", null, null, null)]
    [InlineData("bücher.test", null, null, null)]
    [InlineData("-a.test", null, null, null)]
    [InlineData("a..test", null, null, null)]
    [InlineData("a.*.test", null, null, null)]
    [InlineData(null, "1.2.3", null, null)]
    [InlineData(null, "fe80::1%eth0", null, null)]
    [InlineData(null, null, "no-scheme", null)]
    [InlineData(null, null, "http://bücher.test", null)]
    [InlineData(null, null, null, "nobody")]
    [InlineData(null, null, null, "bü@corp.test")]
    public void BadNamesAreNamed(string? dns, string? address, string? uri, string? email)
    {
        var names = new SubjectNames
        {
            Dns = dns is null ? [] : [dns],
            IPAddresses = address is null ? [] : [address],
            Uris = uri is null ? [] : [uri],
            Emails = email is null ? [] : [email],
        };

        var error = Assert.Throws<MimException>(() => Issue(spec => spec with { Names = names }));

        Assert.Equal((MimErrorCause.InvalidName, dns ?? address ?? uri ?? email), (error.Cause, error.Subject));
    }

    [Fact]
    public void NamelessOrBackwardCertificatesAreRefused()
    {
        var nameless = Assert.Throws<MimException>(() => Issue(spec => spec with { Subject = "", Names = new SubjectNames() }));
        var backward = Assert.Throws<MimException>(() => Issue(spec => spec with { NotAfter = spec.NotBefore.AddSeconds(-1) }));

        Assert.Equal((MimErrorCause.InvalidName, MimErrorCause.InvalidArgument), (nameless.Cause, backward.Cause));
    }

    public void Dispose()
    {
        _chain.Dispose();
        _folder.Dispose();
    }

    private CertificateFacts Issue(Func<CertificateSpec, CertificateSpec> change) => TestChain.Issue(
        change(TestChain.Spec("CN=leaf", _chain.LeafKey, CertificateProfile.Server, _chain.Intermediate)), _chain.IntermediateKey);

    private string Print(CertificateFacts facts)
    {
        File.WriteAllBytes(_folder["a.der"], facts.Der);
        return ProgramRunner.Run("openssl", "x509", "-inform", "DER", "-in", _folder["a.der"], "-noout", "-text")
            .Succeeded().Output.ReplaceLineEndings("\n");
    }
}
