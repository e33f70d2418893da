using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Pki.Tests.Credentials;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Containers;

/// <summary>What OpenSSL wrote is read, and what it lists of a file is what we list.</summary>
public sealed partial class ContainerProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresProgramFact("openssl")]
    public void Files_of_openssl()
    {
        MakeCertificate("a");
        MakeCertificate("b");
        OpenSsl("x509", "-in", _folder["a.pem"], "-outform", "DER", "-out", _folder["a.der"]);
        OpenSsl("x509", "-in", _folder["a.pem"], "-trustout", "-addtrust", "serverAuth", "-out", _folder["a.trusted"]);
        OpenSsl("crl2pkcs7", "-nocrl", "-certfile", _folder["a.pem"], "-certfile", _folder["b.pem"], "-outform", "DER", "-out", _folder["ab.p7b"]);
        OpenSsl("crl2pkcs7", "-nocrl", "-certfile", _folder["a.pem"], "-certfile", _folder["b.pem"], "-out", _folder["ab.p7"]);

        Assert.Equal([Fingerprint("a")], Shown(new DerContainerReader(), "a.der"));
        Assert.Equal([Fingerprint("a")], Shown(new PemContainerReader(), "a.pem"));
        Assert.Equal([Fingerprint("a")], Shown(new PemContainerReader(), "a.trusted"));
        Assert.Equal([Fingerprint("a"), Fingerprint("b")], Shown(new Pkcs7ContainerReader(), "ab.p7b"));
        Assert.Equal([Fingerprint("a"), Fingerprint("b")], Shown(new PemContainerReader(), "ab.p7"));
    }

    [RequiresProgramTheory("openssl")]
    [InlineData("")]
    [InlineData("-legacy")]
    [InlineData("-certpbe NONE -keypbe NONE")]
    [InlineData("-certpbe NONE")]
    [InlineData("-nomac")]
    public void Pfx_of_openssl(string options)
    {
        MakeCertificate("a");
        OpenSsl(
        [
            "pkcs12", "-export", "-in", _folder["a.pem"], "-inkey", _folder["a.key"], "-name", "café", "-passout", "pass:sécret",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-out", _folder["a.p12"],
        ]);
        using var password = Secrets.Of("sécret");

        var container = new PfxContainerReader().Read(File.ReadAllBytes(_folder["a.p12"]), [password], CancellationToken.None)!;

        var one = Assert.Single(container.Certificates);
        Assert.Equal((FindingStatus.Found, Fingerprint("a")), (container.Status, Convert.ToHexString(SHA256.HashData(one.Certificate))));
        Assert.Equal((true, !options.Contains("keypbe", StringComparison.Ordinal)), (one.HasPrivateKey, one.IsEncrypted));
    }

    [RequiresProgramFact("openssl", "keytool")]
    public void The_roots_of_the_system_and_of_java()
    {
        const string Roots = "/etc/ssl/certs/ca-certificates.crt";
        const string JavaRoots = "/etc/ssl/certs/java/cacerts";
        if (File.Exists(Roots))
        {
            var shown = new PemContainerReader().Read(File.ReadAllBytes(Roots), [], CancellationToken.None)!;
            var listed = ProgramRunner.Run("openssl", "storeutl", "-noout", "-certs", Roots).Succeeded().Output;
            Assert.Equal(FindingStatus.Found, shown.Status);
            Assert.Contains($"Total found: {shown.Certificates.Count}", listed, StringComparison.Ordinal);
        }

        if (File.Exists(JavaRoots) && File.ReadAllBytes(JavaRoots) is [0x30, ..] content)
        {
            var listed = ProgramRunner.Run("keytool", "-list", "-keystore", JavaRoots, "-storepass", "changeit").Succeeded().Output;
            using var password = Secrets.Of("changeit");
            var shown = new PfxContainerReader().Read(content, [password], CancellationToken.None)!;
            Assert.Equal(Listed(listed), shown.Certificates.Select(one => Convert.ToHexString(SHA256.HashData(one.Certificate))).Order());
        }
    }

    private static IEnumerable<string> Listed(string list) =>
        FingerprintLine().Matches(list).Select(match => match.Groups[1].Value.Replace(":", "", StringComparison.Ordinal)).Order();

    [GeneratedRegex(@"SHA-?256\)?: ([0-9A-F:]{95})")]
    private static partial Regex FingerprintLine();

    private static void OpenSsl(params string[] arguments) => ProgramRunner.Run("openssl", arguments).Succeeded();

    private void MakeCertificate(string name) => OpenSsl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", $"/CN={name}", "-days", "30",
        "-keyout", _folder[$"{name}.key"], "-out", _folder[$"{name}.pem"]);

    private string Fingerprint(string name) => ProgramRunner
        .Run("openssl", "x509", "-in", _folder[$"{name}.pem"], "-noout", "-fingerprint", "-sha256").Succeeded()
        .Output.Split('=')[1].Trim().Replace(":", "", StringComparison.Ordinal);

    private IEnumerable<string> Shown(ICertificateContainerReader reader, string name) =>
        reader.Read(File.ReadAllBytes(_folder[name]), [], CancellationToken.None)!.Certificates
            .Select(one => Convert.ToHexString(SHA256.HashData(one.Certificate)));
}
