using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Mim.Core.Discovery;
using Mim.Core.Sealing;
using Mim.Pki.Containers;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Containers;

/// <summary>Held against what keytool makes and lists.</summary>
public sealed partial class JavaKeystoreContainerReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresProgramTheory("keytool")]
    [InlineData("JKS", "Jks")]
    [InlineData("JCEKS", "Jceks")]
    [InlineData("PKCS12", "Pfx")]
    public void A_keystore_shows_what_keytool_lists(string type, string format)
    {
        Keytool(type, "-genkeypair", "-alias", "web", "-keyalg", "EC", "-dname", "CN=web", "-ext", "san=dns:web.test");
        if (type == "JCEKS")
        {
            Keytool(type, "-genseckey", "-alias", "secret", "-keyalg", "AES", "-keysize", "128");
        }

        Keytool(type, "-exportcert", "-alias", "web", "-file", _folder["web.der"]);
        Keytool(type, "-importcert", "-noprompt", "-alias", "trusted", "-file", _folder["web.der"]);
        Keytool(type, "-genkeypair", "-alias", "zwei", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=zwei");
        var content = File.ReadAllBytes(_folder["store"]);
        using var password = KeyMaterial.CopyOf("changeit"u8);

        var shown = format == "Pfx"
            ? new PfxContainerReader().Read(content, [password], CancellationToken.None)!
            : new JavaKeystoreContainerReader().Read(content, [], CancellationToken.None)!;

        Assert.Equal((FindingStatus.Found, format, null), (shown.Status, shown.Format, shown.Detail));
        Assert.Equal(["trusted", "web", "zwei"], shown.Certificates.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["web", "zwei"], shown.Certificates.Where(one => one.HasPrivateKey).Select(one => one.Name).Order(StringComparer.Ordinal));
        var listed = FingerprintLine().Matches(Keytool(type, "-list", "-v")).Select(match => match.Groups[1].Value.Replace(":", "", StringComparison.Ordinal));
        Assert.Equal(listed.Order(), shown.Certificates.Select(one => Convert.ToHexString(SHA256.HashData(one.Certificate))).Order());
    }

    [RequiresProgramFact("keytool")]
    public void Damaged_objects_between_the_certificates_do_no_harm()
    {
        Keytool("JCEKS", "-genseckey", "-alias", "secret", "-keyalg", "AES", "-keysize", "128");
        var sample = File.ReadAllBytes(_folder["store"]);
        var mutator = new Mutator(seed: 5121);
        for (var index = 0; index < 5000; index++)
        {
            var shown = new JavaKeystoreContainerReader().Read(mutator.Mutate(sample), [], CancellationToken.None);
            Assert.True(shown is null || shown.Certificates.Count == 0);
        }
    }

    [Fact]
    public void A_store_that_breaks_off_shows_what_came_before()
    {
        using var samples = new ContainerSamples();
        var whole = JavaKeystore.Write(0xFEEDFEED, ("web", [samples.Leaf], true), ("root", [samples.Root], false));
        var shown = new JavaKeystoreContainerReader().Read(whole.AsMemory(0, whole.Length - 100), [], CancellationToken.None)!;
        Assert.Equal(FindingStatus.Damaged, shown.Status);
        Assert.Equal("web", Assert.Single(shown.Certificates).Name);
    }

    [GeneratedRegex(@"SHA256: ([0-9A-F:]{95})")]
    private static partial Regex FingerprintLine();

    private string Keytool(string type, string command, params string[] arguments) => ProgramRunner.Run(
        "keytool", [command, "-storetype", type, "-keystore", _folder["store"], "-storepass", "changeit", .. arguments]).Succeeded().Output;
}
