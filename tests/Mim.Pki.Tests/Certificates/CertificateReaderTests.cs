using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Pki.Certificates;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Certificates;

public class CertificateReaderTests
{
    private const string SystemRoots = "/etc/ssl/certs";

    private static readonly CertificateReader Reader = new();

    [Fact]
    public void FactsAreWhatWasWritten()
    {
        using var chain = new TestChain();
        var leaf = chain.Leaf;

        Assert.Equal("CN=web01.corp.test,O=Corp", leaf.Subject);
        Assert.Equal("CN=Test Issuing,O=Corp,C=NL", leaf.Issuer);
        Assert.Equal("web01.corp.test", leaf.CommonName);
        Assert.Equal((TestChain.Start, TestChain.Start.AddDays(90)), (leaf.NotBefore, leaf.NotAfter));
        Assert.Equal(["web01.corp.test", "*.apps.corp.test"], leaf.Names.Dns);
        Assert.Equal(["10.1.2.3", "2001:db8::1"], leaf.Names.IPAddresses);
        Assert.Equal(["spiffe://corp.test/web"], leaf.Names.Uris);
        Assert.Equal(["ops@corp.test"], leaf.Names.Emails);
        Assert.Equal(["http://pki.corp.test/issuing.crl", "http://pki2.corp.test/issuing.crl"], leaf.CrlUrls);
        Assert.Equal(["http://ocsp.corp.test"], leaf.OcspUrls);
        Assert.Equal([Oids.ServerAuth], leaf.ExtendedKeyUsages);
        Assert.Equal((int)KeyUsages.DigitalSignature, leaf.KeyUsage);
        Assert.Equal(("EcdsaP256", Oids.EcdsaWithSha256), (leaf.KeyAlgorithm, leaf.SignatureAlgorithm));
        Assert.Equal(chain.Intermediate.SubjectKeyIdentifier, leaf.AuthorityKeyIdentifier);
        Assert.Equal((false, true, 0), (leaf.IsAuthority, chain.Intermediate.IsAuthority, chain.Intermediate.PathLength));
        Assert.Equal((true, false), (chain.Root.IsSelfIssued, leaf.IsSelfIssued));
        Assert.Equal(chain.LeafKey.SubjectPublicKeyInfo.ToArray(), leaf.SubjectPublicKeyInfo);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(leaf.Der)), leaf.Fingerprint);
        Assert.True(Reader.IsSignedBy(leaf.Der, chain.Intermediate.SubjectPublicKeyInfo));
        Assert.False(Reader.IsSignedBy(leaf.Der, chain.Root.SubjectPublicKeyInfo));
        Assert.False(Reader.IsSignedBy(new byte[] { 1, 2, 3 }, chain.Root.SubjectPublicKeyInfo));
    }

    [Fact]
    public void ConstraintsAreWhatWasWritten()
    {
        var constraints = new NameConstraints
        {
            Permitted = new SubjectNames { Dns = ["corp.test"], IPAddresses = ["10.0.0.0/8", "2001:db8::/32"] },
            Excluded = new SubjectNames { Emails = [".corp.test"], Uris = ["host.corp.test"] },
        };
        using var chain = new TestChain(changeIntermediate: spec => spec with { NameConstraints = constraints });

        var read = chain.Intermediate.NameConstraints!;

        Assert.Equal(constraints.Permitted.Dns, read.Permitted.Dns);
        Assert.Equal(constraints.Permitted.IPAddresses, read.Permitted.IPAddresses);
        Assert.Equal(constraints.Excluded.Emails, read.Excluded.Emails);
        Assert.Equal(constraints.Excluded.Uris, read.Excluded.Uris);
    }

    [RequiresProgramFact("openssl")]
    public void FactsAreWhatOpenSslPrints()
    {
        using var folder = new TemporaryFolder();
        var files = Directory.Exists(SystemRoots) ? Directory.GetFiles(SystemRoots, "*.pem") : [];
        foreach (var algorithm in Enum.GetValues<KeyAlgorithm>())
        {
            using var chain = new TestChain(algorithm, changeLeaf: spec => spec with
            {
                Subject = @"CN=a\,b,OU=\#x\\y,O=  Bücher \22 GmbH\ ,L=\""quoted\"",serialNumber=12,emailAddress=a@b.test,C=DE",
                NotAfter = new DateTimeOffset(2055, 1, 2, 3, 4, 5, TimeSpan.Zero),
            });
            File.WriteAllText(folder[$"{algorithm}.pem"], TestChain.Pem("CERTIFICATE", chain.Leaf.Der));
        }

        foreach (var file in files.Concat(Directory.GetFiles(folder.Path)))
        {
            var facts = Reader.Read(Decode(File.ReadAllText(file)));

            var printed = ProgramRunner.Run(
                "openssl", "x509", "-in", file, "-noout", "-subject", "-issuer", "-serial", "-dates", "-dateopt", "iso_8601", "-fingerprint",
                "-sha256", "-nameopt", "RFC2253,-esc_msb").Succeeded().Output;

            Assert.Equal(printed.ReplaceLineEndings("\n"), Print(facts));
        }
    }

    [Fact]
    public void DamageIsNamed()
    {
        using var chain = new TestChain();
        var der = chain.Leaf.Der.ToArray();
        var at = der.AsSpan().IndexOf(Convert.FromHexString("0603551D11"));
        der[at + 5] = 0x05;

        var error = Assert.Throws<MimException>(() => Reader.Read(der));

        Assert.Equal(MimErrorCause.InvalidCertificate, error.Cause);
        Assert.Contains("list of extensions", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("3084FFFFFFFF")]
    public void GarbageIsInvalid(string hex) => Assert.Equal(
        MimErrorCause.InvalidCertificate, Assert.Throws<MimException>(() => Reader.Read(Convert.FromHexString(hex))).Cause);

    private static string Print(CertificateFacts facts)
    {
        var text = new StringBuilder();
        text.Append("subject=").Append(ForOpenSsl(facts.Subject)).Append('\n');
        text.Append("issuer=").Append(ForOpenSsl(facts.Issuer)).Append('\n');
        text.Append("serial=").Append(facts.SerialNumber).Append('\n');
        text.Append("notBefore=").Append(facts.NotBefore.ToString("yyyy-MM-dd HH:mm:ss'Z'", null)).Append('\n');
        text.Append("notAfter=").Append(facts.NotAfter.ToString("yyyy-MM-dd HH:mm:ss'Z'", null)).Append('\n');
        text.Append("sha256 Fingerprint=").AppendJoin(':', facts.Fingerprint.Chunk(2).Select(pair => new string(pair))).Append('\n');
        return text.ToString();
    }

    // OpenSSL's names for attributes that have no short name in RFC 4514.
    private static string ForOpenSsl(string name) => name
        .Replace("STREET=", "street=", StringComparison.Ordinal)
        .Replace("givenName=", "GN=", StringComparison.Ordinal);

    private static byte[] Decode(string pem)
    {
        var fields = PemEncoding.Find(pem);
        return Convert.FromBase64String(pem[fields.Base64Data]);
    }
}
