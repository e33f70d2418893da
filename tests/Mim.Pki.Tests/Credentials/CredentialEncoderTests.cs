using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Pki.Credentials;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Credentials;

public class CredentialEncoderTests
{
    private const string Password = "pass wörd";

    private static readonly CredentialEncoder Encoder = new();

    public static TheoryData<KeyAlgorithm, bool> PfxKinds()
    {
        var data = new TheoryData<KeyAlgorithm, bool>();
        foreach (var algorithm in new[] { KeyAlgorithm.EcdsaP256, KeyAlgorithm.Rsa2048, KeyAlgorithm.Ed25519 })
        {
            data.Add(algorithm, false);
            data.Add(algorithm, true);
        }

        return data;
    }

    [Theory]
    [InlineData(ExportContent.Leaf, 1)]
    [InlineData(ExportContent.Chain, 2)]
    [InlineData(ExportContent.FullChain, 3)]
    public void ContentDecidesTheCertificates(ExportContent content, int count)
    {
        using var chain = new TestChain();

        using var pem = Encoder.Encode(
            new ExportLayout { Content = content }, chain.Leaf.Der, [chain.Intermediate.Der, chain.Root.Der], null, null, CancellationToken.None);

        var text = Encoding.ASCII.GetString(pem.Span);
        Assert.Equal(count, text.Split("-----BEGIN CERTIFICATE-----").Length - 1);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 64));
        Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportFormat.Der)]
    [InlineData(ExportFormat.Pkcs7)]
    public void FormatsWithoutKeysRefuseOne(ExportFormat format)
    {
        using var chain = new TestChain();
        using var key = chain.LeafKey.ExportPkcs8();

        var error = Assert.Throws<MimException>(() => Encoder.Encode(new ExportLayout { Format = format }, chain.Leaf.Der, [], key, null, CancellationToken.None));

        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
    }

    [RequiresProgramTheory("openssl")]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.EcdsaP384)]
    [InlineData(KeyAlgorithm.EcdsaP521)]
    [InlineData(KeyAlgorithm.Rsa2048)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public void OpenSslReadsKeysPlainAndEncrypted(KeyAlgorithm algorithm)
    {
        using var chain = new TestChain(algorithm);
        using var folder = new TemporaryFolder();
        using var key = chain.LeafKey.ExportPkcs8();
        using var password = Secrets.Of(Password);
        using var plain = Encoder.Encode(new ExportLayout(), chain.Leaf.Der, [chain.Intermediate.Der], key, null, CancellationToken.None);
        using var encrypted = Encoder.Encode(new ExportLayout(), chain.Leaf.Der, [chain.Intermediate.Der], key, password, CancellationToken.None);
        File.WriteAllBytes(folder["plain.pem"], plain.Span);
        File.WriteAllBytes(folder["encrypted.pem"], encrypted.Span);

        var ofPlain = ProgramRunner.Run("openssl", "pkey", "-in", folder["plain.pem"], "-pubout").Succeeded().Output;
        var ofEncrypted = ProgramRunner.Run(
            "openssl", "pkey", "-in", folder["encrypted.pem"], "-passin", $"pass:{Password}", "-pubout").Succeeded().Output;
        var ofCertificate = ProgramRunner.Run("openssl", "x509", "-in", folder["plain.pem"], "-noout", "-pubkey").Succeeded().Output;

        Assert.Equal(ofCertificate, ofPlain);
        Assert.Equal(ofCertificate, ofEncrypted);
        Assert.NotEqual(0, ProgramRunner.Run("openssl", "pkey", "-in", folder["encrypted.pem"], "-passin", "pass:x").ExitCode);
    }

    [RequiresProgramFact("openssl")]
    public void OpenSslReadsPkcs7AndDer()
    {
        using var chain = new TestChain();
        using var folder = new TemporaryFolder();
        using var p7 = Encoder.Encode(
            new ExportLayout { Format = ExportFormat.Pkcs7 }, chain.Leaf.Der, [chain.Intermediate.Der, chain.Root.Der], null, null, CancellationToken.None);
        using var der = Encoder.Encode(new ExportLayout { Format = ExportFormat.Der }, chain.Leaf.Der, [chain.Intermediate.Der], null, null, CancellationToken.None);
        File.WriteAllBytes(folder["a.p7b"], p7.Span);

        var output = ProgramRunner.Run("openssl", "pkcs7", "-inform", "DER", "-in", folder["a.p7b"], "-print_certs").Succeeded().Output;

        Assert.Equal(3, output.Split("-----BEGIN CERTIFICATE-----").Length - 1);
        Assert.Equal(chain.Leaf.Der, der.Span.ToArray());
    }

    [RequiresProgramTheory("openssl")]
    [MemberData(nameof(PfxKinds))]
    public void OpenSslReadsPfx(KeyAlgorithm algorithm, bool legacy)
    {
        using var chain = new TestChain(algorithm);
        using var folder = new TemporaryFolder();
        WritePfx(chain, folder["a.pfx"], legacy, Password);

        string[] old = legacy ? ["-legacy"] : [];
        var info = ProgramRunner.Run(
            "openssl", ["pkcs12", .. old, "-info", "-in", folder["a.pfx"], "-passin", $"pass:{Password}", "-noenc"]).Succeeded();

        Assert.Equal(3, info.Output.Split("-----BEGIN CERTIFICATE-----").Length - 1);
        Assert.Contains("friendlyName: web01", info.Output, StringComparison.Ordinal);
        Assert.Contains(
            legacy ? "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 10000" : "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256",
            info.Error, StringComparison.Ordinal);
        Assert.Contains(legacy ? "MAC: sha1" : "MAC: sha256", info.Error, StringComparison.Ordinal);
        Assert.NotEqual(
            0, ProgramRunner.Run("openssl", ["pkcs12", .. old, "-in", folder["a.pfx"], "-passin", "pass:x", "-noenc"]).ExitCode);
    }

    [RequiresProgramTheory("keytool")]
    [InlineData(false)]
    [InlineData(true)]
    public void JavaReadsPfx(bool legacy)
    {
        using var chain = new TestChain();
        using var folder = new TemporaryFolder();
        WritePfx(chain, folder["a.pfx"], legacy, "password");

        var output = ProgramRunner.Run(
            "keytool", "-list", "-v", "-keystore", folder["a.pfx"], "-storetype", "PKCS12", "-storepass", "password").Succeeded().Output;

        Assert.Contains("Entry type: PrivateKeyEntry", output, StringComparison.Ordinal);
        Assert.Contains("Certificate chain length: 3", output, StringComparison.Ordinal);
        Assert.Contains("Alias name: web01", output, StringComparison.Ordinal);
    }

    [RequiresProgramFact("keytool")]
    public void JavaTrustsPfxWithoutKey()
    {
        using var chain = new TestChain();
        using var folder = new TemporaryFolder();
        using var password = Secrets.Of("password");
        using var pfx = Encoder.Encode(
            new ExportLayout { Format = ExportFormat.Pfx, FriendlyName = "root" }, chain.Root.Der, [], null, password, CancellationToken.None);
        File.WriteAllBytes(folder["trust.p12"], pfx.Span);

        var output = ProgramRunner.Run("keytool", "-list", "-keystore", folder["trust.p12"], "-storepass", "password").Succeeded().Output;

        Assert.Contains("trustedCertEntry", output, StringComparison.Ordinal);
    }

    private static void WritePfx(TestChain chain, string path, bool legacy, string text)
    {
        using var key = chain.LeafKey.ExportPkcs8();
        using var password = Secrets.Of(text);
        using var pfx = Encoder.Encode(
            new ExportLayout { Format = ExportFormat.Pfx, Legacy = legacy, FriendlyName = "web01" },
            chain.Leaf.Der, [chain.Intermediate.Der, chain.Root.Der], key, password, CancellationToken.None);
        File.WriteAllBytes(path, pfx.Span);
    }
}
