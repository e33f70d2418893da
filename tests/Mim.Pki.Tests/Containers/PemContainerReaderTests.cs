using System.Text;
using Mim.Core.Discovery;
using Mim.Pki.Containers;

namespace Mim.Pki.Tests.Containers;

public sealed class PemContainerReaderTests : IDisposable
{
    private readonly ContainerSamples _samples = new();
    private readonly PemContainerReader _reader = new();

    public static TheoryData<string, string> Wrappings => new()
    {
        { "indented", "ca: |\n    @" },
        { "commented", "# @" },
        { "JSON", "{\"ca\":\"@\"}" },
        { "JSON in JSON", "{\"a\":\"{\\\"ca\\\":\\\"@\\\"}\"}" },
        { "JSON with escaped signs", "{\"ca\":\"@\"}" },
        { "XML", "<ca>@</ca>" },
        { "XML attribute", "<a ca=\"@\"/>" },
        { "C", "const char *ca = \"@\";" },
        { "JavaScript", "const ca = '@';" },
    };

    public void Dispose() => _samples.Dispose();

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Certificates_are_seen_in_other_text(string name, string wrapping)
    {
        var pem = TestChain.Pem("CERTIFICATE", _samples.Leaf).ReplaceLineEndings("\n").TrimEnd();
        var inner = name switch
        {
            "indented" => pem.Replace("\n", "\n    ", StringComparison.Ordinal),
            "commented" => pem.Replace("\n", "\n# ", StringComparison.Ordinal),
            "JSON" => pem.Replace("\n", "\\n", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal),
            "JSON in JSON" => pem.Replace("\n", "\\\\r\\\\n", StringComparison.Ordinal),
            "JSON with escaped signs" => pem.Replace("\n", "\\u000a", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal),
            "XML attribute" => pem.Replace("\n", "&#xD;&#10;", StringComparison.Ordinal),
            "C" => pem.Replace("\n", "\\n\"\n    \"", StringComparison.Ordinal),
            "JavaScript" => pem.Replace("\n", "\\n' +\n    '", StringComparison.Ordinal),
            _ => pem,
        };

        var container = Read(wrapping.Replace("@", inner, StringComparison.Ordinal))!;

        Assert.Equal((FindingStatus.Found, null), (container.Status, container.Detail));
        Assert.Equal(_samples.Leaf, Assert.Single(container.Certificates).Certificate);
    }

    [Fact]
    public void A_chain_is_one_certificate_with_its_issuers_and_key()
    {
        var one = Assert.Single(_reader.Read(_samples.Pem(), [], CancellationToken.None)!.Certificates);
        Assert.Equal(_samples.Leaf, one.Certificate);
        Assert.Equal([_samples.Intermediate], one.Chain);
        Assert.Equal((true, false, null), (one.HasPrivateKey, one.IsEncrypted, one.Name));
    }

    [Fact]
    public void An_encrypted_key_is_seen_and_not_opened()
    {
        var one = Assert.Single(_reader.Read(_samples.PemWithEncryptedKey(), [], CancellationToken.None)!.Certificates);
        Assert.Equal((true, true), (one.HasPrivateKey, one.IsEncrypted));
    }

    [Fact]
    public void Authorities_to_trust_are_each_shown_whoever_certified_them()
    {
        using var other = new TestChain();
        var found = Read(Pem(_samples.Root) + Pem(_samples.Intermediate) + Pem(other.Root.Der))!.Certificates;
        Assert.Equal([_samples.Root, _samples.Intermediate, other.Root.Der], found.Select(one => one.Certificate));
        Assert.Equal(["1", "2", "3"], found.Select(one => one.Name));
    }

    [Fact]
    public void A_broken_block_hides_no_other()
    {
        var broken = Pem(_samples.Root).Remove(200, 1);
        var container = Read(broken + Pem(_samples.Leaf))!;
        Assert.Equal(FindingStatus.Damaged, container.Status);
        Assert.Contains("CERTIFICATE", container.Detail, StringComparison.Ordinal);
        Assert.Equal(_samples.Leaf, Assert.Single(container.Certificates).Certificate);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----")]
    [InlineData("if line == '-----BEGIN CERTIFICATE-----': read()")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB...\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----")]
    public void Text_about_certificates_is_no_certificate(string text) => Assert.Null(Read(text));

    [Fact]
    public void Many_marks_cost_no_more_than_their_length()
    {
        var text = string.Concat(Enumerable.Repeat("-----BEGIN CERTIFICATE-----", 500_000));
        Assert.Null(Read(text));
    }

    private static string Pem(byte[] der) => TestChain.Pem("CERTIFICATE", der);

    private CertificateContainer? Read(string text) => _reader.Read(Encoding.UTF8.GetBytes(text), [], CancellationToken.None);
}
