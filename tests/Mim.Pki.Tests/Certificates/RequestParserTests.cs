using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Pki.Certificates;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Certificates;

public sealed class RequestParserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CertificateReader _reader = new();

    [RequiresProgramTheory("openssl")]
    [InlineData("Rsa2048", "-newkey", "rsa:2048")]
    [InlineData("Rsa2048", "-newkey", "rsa:2048", "-sha512")]
    [InlineData("Rsa2048", "-newkey", "rsa:2048", "-sigopt", "rsa_padding_mode:pss")]
    [InlineData("Rsa2048", "-newkey", "rsa:2048", "-sha384", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1")]
    [InlineData("EcdsaP256", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")]
    [InlineData("EcdsaP384", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-sha384")]
    [InlineData("EcdsaP521", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521", "-sha512")]
    [InlineData("Ed25519", "-newkey", "ed25519")]
    public void RequestsOfOpenSslAreRead(string algorithm, params string[] options)
    {
        ProgramRunner.Run(
            "openssl",
            ["req", "-new", .. options, "-nodes", "-keyout", _folder["key.pem"], "-out", _folder["a.csr"], "-subj", "/C=NL/O=Corp/CN=web01",
                "-addext", "subjectAltName=DNS:Web01.corp.test,IP:10.0.0.1,URI:spiffe://corp.test/a,email:ops@corp.test",
                "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=keyCertSign"]).Succeeded();

        var facts = _reader.ReadRequest(File.ReadAllBytes(_folder["a.csr"]));

        Assert.Equal(("CN=web01,O=Corp,C=NL", algorithm), (facts.Subject, facts.KeyAlgorithm));
        Assert.Equal(["web01.corp.test"], facts.Names.Dns);
        Assert.Equal(["10.0.0.1"], facts.Names.IPAddresses);
        Assert.Equal(["spiffe://corp.test/a"], facts.Names.Uris);
        Assert.Equal(["ops@corp.test"], facts.Names.Emails);
        Assert.Equal([Oids.KeyUsage, Oids.BasicConstraints], facts.IgnoredExtensions.Order(StringComparer.Ordinal));
    }

    [RequiresProgramTheory("certtool")]
    [InlineData("Rsa2048", "rsa", "2048")]
    [InlineData("EcdsaP256", "ecdsa", "256")]
    [InlineData("Ed25519", "ed25519", "256")]
    public void RequestsOfGnuTlsAreRead(string algorithm, string type, string bits)
    {
        File.WriteAllText(_folder["template"], "organization = \"Corp\"\ncn = \"web02\"\ndns_name = \"web02.corp.test\"\ntls_www_server\n");
        ProgramRunner.Run("certtool", "--generate-privkey", "--key-type", type, "--bits", bits, "--outfile", _folder["key.pem"]).Succeeded();
        ProgramRunner.Run(
            "certtool", "--generate-request", "--load-privkey", _folder["key.pem"], "--template", _folder["template"], "--outfile",
            _folder["a.csr"]).Succeeded();

        var facts = _reader.ReadRequest(File.ReadAllBytes(_folder["a.csr"]));

        Assert.Equal(("CN=web02,O=Corp", algorithm), (facts.Subject, facts.KeyAlgorithm));
        Assert.Equal(["web02.corp.test"], facts.Names.Dns);
        Assert.Contains(Oids.ExtendedKeyUsage, facts.IgnoredExtensions);
    }

    [RequiresProgramFact("openssl")]
    public void RequestIsIssuedForItsKeyAndNames()
    {
        using var chain = new TestChain();
        ProgramRunner.Run(
            "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", _folder["key.pem"],
            "-out", _folder["a.csr"], "-subj", "/CN=asked", "-addext", "subjectAltName=DNS:asked.corp.test").Succeeded();
        var facts = _reader.ReadRequest(File.ReadAllBytes(_folder["a.csr"]));
        var spec = TestChain.Spec(facts.Subject, chain.LeafKey, CertificateProfile.Server, chain.Intermediate) with
        {
            SubjectPublicKeyInfo = facts.SubjectPublicKeyInfo,
            Names = facts.Names,
        };
        File.WriteAllText(_folder["a.pem"], TestChain.Pem("CERTIFICATE", TestChain.Issue(spec, chain.IntermediateKey).Der));

        var ofCertificate = ProgramRunner.Run("openssl", "x509", "-in", _folder["a.pem"], "-noout", "-pubkey").Succeeded().Output;
        var ofKey = ProgramRunner.Run("openssl", "pkey", "-in", _folder["key.pem"], "-pubout").Succeeded().Output;

        Assert.Equal(ofKey, ofCertificate);
    }

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.Rsa2048)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public void ChangedRequestProvesNothing(KeyAlgorithm algorithm)
    {
        using var key = TestKeys.Get(algorithm);
        var der = TestRequests.Write("CN=web01", key, "web01.corp.test");
        var changed = Convert.FromHexString(Convert.ToHexString(der).Replace(
            Convert.ToHexString("web01.corp"u8), Convert.ToHexString("evil1.corp"u8), StringComparison.Ordinal));

        Assert.Equal("CN=web01", _reader.ReadRequest(der).Subject);
        var error = Assert.Throws<MimException>(() => _reader.ReadRequest(changed));
        Assert.Equal(MimErrorCause.InvalidRequest, error.Cause);
        Assert.Contains("possession", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\n!!!!\n-----END CERTIFICATE REQUEST-----")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void GarbageIsInvalid(string text) =>
        Assert.Equal(MimErrorCause.InvalidRequest, Assert.Throws<MimException>(() => _reader.ReadRequest(Encoding.ASCII.GetBytes(text))).Cause);

    public void Dispose() => _folder.Dispose();
}
