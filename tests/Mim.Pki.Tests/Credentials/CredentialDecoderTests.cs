using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Issuing;
using Mim.Pki.Certificates;
using Mim.Pki.Credentials;
using Mim.Pki.Keys;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Credentials;

public sealed class CredentialDecoderTests : IDisposable
{
    private readonly TestChain _chain = new();
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(ExportFormat.Pem, false, null)]
    [InlineData(ExportFormat.Pem, false, "secret")]
    [InlineData(ExportFormat.Pfx, false, "secret")]
    [InlineData(ExportFormat.Pfx, true, "sécret")]
    [InlineData(ExportFormat.Pfx, false, null)]
    public void WhatIsEncodedIsDecoded(ExportFormat format, bool legacy, string? text)
    {
        using var password = text is null ? null : Secrets.Of(text);
        using var key = _chain.LeafKey.ExportPkcs8();
        using var content = new CredentialEncoder().Encode(
            new ExportLayout { Format = format, Legacy = legacy }, _chain.Leaf.Der, [_chain.Intermediate.Der, _chain.Root.Der], key, password, CancellationToken.None);

        using var found = Single(content.Span.ToArray(), text);

        Assert.Equal(_chain.Leaf.Der, found.Certificate);
        Assert.Equal([_chain.Intermediate.Der, _chain.Root.Der], found.Chain);
        Assert.Equal(key.Span.ToArray(), found.PrivateKey!.Span.ToArray());
        Assert.Equal(("web01.corp.test", "EcdsaP256"), (found.SuggestedName, found.KeyAlgorithm));
    }

    [Fact]
    public void WrongOrMissingPasswordIsSaid()
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var password = Secrets.Of("right");
        foreach (var format in new[] { ExportFormat.Pem, ExportFormat.Pfx })
        {
            using var content = new CredentialEncoder().Encode(new ExportLayout { Format = format }, _chain.Leaf.Der, [], key, password, CancellationToken.None);

            foreach (var text in new[] { "wrong", null })
            {
                var error = Assert.Throws<MimException>(() => Decode(content.Span.ToArray(), text));
                Assert.Equal((MimErrorCause.WrongPassword, "web.pem"), (error.Cause, error.Subject));
                Assert.Contains("web.pem", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void DerAndPkcs7AreRead()
    {
        using var der = Single(_chain.Leaf.Der);
        using var pkcs7 = Single(Pkcs7.Write([_chain.Root.Der, _chain.Leaf.Der, _chain.Intermediate.Der]));

        Assert.Equal(_chain.Leaf.Der, der.Certificate);
        Assert.Empty(der.Chain);
        Assert.Equal(_chain.Leaf.Der, pkcs7.Certificate);
        Assert.Equal([_chain.Intermediate.Der, _chain.Root.Der], pkcs7.Chain);
    }

    [Fact]
    public void BundleGivesEachCertificateThatIssuedNoOther()
    {
        using var other = new TestChain(changeLeaf: spec => spec with { Subject = "CN=web02" });
        var bundle = Encoding.ASCII.GetBytes(string.Concat(
            new[] { _chain.Root, other.Leaf, _chain.Leaf, _chain.Intermediate, other.Root, _chain.Leaf }
                .Select(one => TestChain.Pem("CERTIFICATE", one.Der))));

        var found = Decode(bundle, null)!;

        Assert.Equal(["web02", "web01.corp.test", "Test Root"], found.Select(one => one.SuggestedName));
    }

    [Fact]
    public void KeyWithoutCertificateIsSaid()
    {
        using var key = _chain.LeafKey.ExportPkcs8();

        var error = Assert.Throws<MimException>(() => Decode(Encoding.ASCII.GetBytes(TestChain.Pem("PRIVATE KEY", key.Span.ToArray())), null));

        Assert.Equal(MimErrorCause.InvalidFile, error.Cause);
        Assert.Contains("holds a private key but no certificate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StrangersKeyIsSaid()
    {
        using var key = _chain.RootKey.ExportPkcs8();
        var pem = TestChain.Pem("CERTIFICATE", _chain.Leaf.Der) + TestChain.Pem("PRIVATE KEY", key.Span.ToArray());

        var error = Assert.Throws<MimException>(() => Decode(Encoding.ASCII.GetBytes(pem), null));

        Assert.Contains("belongs to none", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("0.0.0.0 localhost localhost.localdomain")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    public void OtherFilesAreLeftAlone(string text) => Assert.Null(Decode(Encoding.ASCII.GetBytes(text), null));

    [Fact]
    public void TruncatedFilesAreInvalid()
    {
        using var password = Secrets.Of("secret");
        using var key = _chain.LeafKey.ExportPkcs8();
        using var pfx = new CredentialEncoder().Encode(new ExportLayout { Format = ExportFormat.Pfx }, _chain.Leaf.Der, [], key, password, CancellationToken.None);
        var pem = Encoding.ASCII.GetBytes(TestChain.Pem("CERTIFICATE", _chain.Leaf.Der));

        foreach (var content in new[] { pfx.Span[..200].ToArray(), _chain.Leaf.Der[..100], pem[..100] })
        {
            Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => Decode(content, "secret")).Cause);
        }
    }

    [Fact]
    public void HostileRoundsAreRefusedAtOnce()
    {
        using var password = Secrets.Of("secret");
        using var key = _chain.LeafKey.ExportPkcs8();
        using var pfx = new CredentialEncoder().Encode(
            new ExportLayout { Format = ExportFormat.Pfx }, _chain.Leaf.Der, [], key, password, CancellationToken.None);

        var error = Assert.Throws<MimException>(() => new CredentialDecoder(rounds: 99_999).Decode(pfx.Memory, "a.pfx", password, CancellationToken.None));

        Assert.Equal(MimErrorCause.InvalidFile, error.Cause);
        Assert.Contains("rounds", error.Message, StringComparison.Ordinal);
    }

    [RequiresProgramTheory("openssl")]
    [InlineData("RSA PRIVATE KEY", "genrsa", "-traditional", "2048")]
    [InlineData("BEGIN ENCRYPTED PRIVATE KEY", "genrsa", "-aes256", "-passout", "pass:secret", "2048")]
    [InlineData("DEK-Info: AES-128-CBC", "genrsa", "-traditional", "-aes128", "-passout", "pass:secret", "2048")]
    [InlineData("DEK-Info: DES-EDE3-CBC", "genrsa", "-traditional", "-des3", "-passout", "pass:secret", "2048")]
    [InlineData("EC PRIVATE KEY", "ecparam", "-name", "secp384r1", "-genkey")]
    [InlineData("BEGIN PRIVATE KEY", "genpkey", "-algorithm", "ed25519")]
    [InlineData("BEGIN PRIVATE KEY", "genrsa", "1024")]
    public void KeysOfOpenSslAreMatched(string expected, params string[] arguments)
    {
        ProgramRunner.Run("openssl", [.. arguments[..1], "-out", _folder["key.pem"], .. arguments[1..]]).Succeeded();
        ProgramRunner.Run(
            "openssl", "req", "-new", "-x509", "-key", _folder["key.pem"], "-passin", "pass:secret", "-subj", "/CN=mine", "-out",
            _folder["cert.pem"]).Succeeded();
        var key = File.ReadAllText(_folder["key.pem"]);

        using var found = Single(Encoding.ASCII.GetBytes(key + File.ReadAllText(_folder["cert.pem"])), "secret");

        Assert.Contains(expected, key, StringComparison.Ordinal);
        Assert.Equal("mine", found.SuggestedName);
        var certificate = ParsedCertificate.Read(found.Certificate);
        Assert.Equal(certificate.Key.Key.ToArray(), PublicKeyOf.Pkcs8(found.PrivateKey!.Span));
    }

    [RequiresProgramTheory("openssl")]
    [InlineData()]
    [InlineData("-legacy")]
    [InlineData("-legacy", "-certpbe", "PBE-SHA1-RC2-128", "-keypbe", "PBE-SHA1-2DES")]
    [InlineData("-certpbe", "AES-128-CBC", "-keypbe", "AES-192-CBC", "-macalg", "sha512")]
    [InlineData("-certpbe", "NONE", "-keypbe", "NONE", "-nomac")]
    [InlineData("-nomaciter", "-noiter")]
    public void PfxOfOpenSslIsRead(params string[] options)
    {
        WriteForOpenSsl();
        ProgramRunner.Run(
            "openssl",
            ["pkcs12", "-export", "-in", _folder["all.pem"], "-out", _folder["a.pfx"], "-passout", "pass:secret", .. options]).Succeeded();

        using var found = Single(File.ReadAllBytes(_folder["a.pfx"]), "secret");

        Assert.Equal(_chain.Leaf.Der, found.Certificate);
        Assert.Equal([_chain.Intermediate.Der, _chain.Root.Der], found.Chain);
        Assert.NotNull(found.PrivateKey);
    }

    [RequiresProgramFact("keytool", "openssl")]
    public void PfxOfJavaIsRead()
    {
        ProgramRunner.Run(
            "keytool", "-genkeypair", "-alias", "a", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=java", "-keystore",
            _folder["java.p12"], "-storepass", "secret").Succeeded();

        using var found = Single(File.ReadAllBytes(_folder["java.p12"]), "secret");

        Assert.Equal("java", found.SuggestedName);
        Assert.NotNull(found.PrivateKey);
    }

    [RequiresProgramFact("openssl")]
    public void TrustedCertificateAndPkcs7OfOpenSslAreRead()
    {
        WriteForOpenSsl();
        ProgramRunner.Run(
            "openssl", "x509", "-in", _folder["all.pem"], "-trustout", "-addtrust", "serverAuth", "-out", _folder["trusted.pem"]).Succeeded();
        ProgramRunner.Run("openssl", "crl2pkcs7", "-nocrl", "-certfile", _folder["all.pem"], "-out", _folder["a.p7b"]).Succeeded();

        using var trusted = Single(File.ReadAllBytes(_folder["trusted.pem"]));
        using var pkcs7 = Single(File.ReadAllBytes(_folder["a.p7b"]));

        Assert.Equal(_chain.Leaf.Der, trusted.Certificate);
        Assert.Equal(_chain.Leaf.Der, pkcs7.Certificate);
        Assert.Equal(2, pkcs7.Chain.Count);
    }

    public void Dispose()
    {
        _chain.Dispose();
        _folder.Dispose();
    }

    private void WriteForOpenSsl()
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var pem = new CredentialEncoder().Encode(
            new ExportLayout(), _chain.Leaf.Der, [_chain.Intermediate.Der, _chain.Root.Der], key, null, CancellationToken.None);
        File.WriteAllBytes(_folder["all.pem"], pem.Span);
    }

    private static FoundCredential Single(byte[] content, string? password = null) => Assert.Single(Decode(content, password)!);

    private static IReadOnlyList<FoundCredential>? Decode(byte[] content, string? text)
    {
        using var password = text is null ? null : Secrets.Of(text);
        return new CredentialDecoder().Decode(content, "web.pem", password, CancellationToken.None);
    }
}
