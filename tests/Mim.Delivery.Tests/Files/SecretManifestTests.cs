using System.Text;
using System.Text.Json;
using Mim.Core.Sealing;
using Mim.Delivery.Files;
using Mim.Testing;

namespace Mim.Delivery.Tests.Files;

public sealed class SecretManifestTests
{
    private static readonly byte[] _certificate = Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n");
    private static readonly byte[] _key = Encoding.ASCII.GetBytes("the key");

    [Fact]
    public void A_manifest_is_a_secret_with_both_entries()
    {
        using var manifest = Write("web \"01\"", "shop");
        var secret = JsonDocument.Parse(manifest.Memory).RootElement;
        Assert.Equal(("v1", "Secret", "kubernetes.io/tls"), (Text(secret, "apiVersion"), Text(secret, "kind"), Text(secret, "type")));
        Assert.Equal(("web \"01\"", "shop"), (Text(secret.GetProperty("metadata"), "name"), Text(secret.GetProperty("metadata"), "namespace")));
        Assert.Equal(_key, secret.GetProperty("data").GetProperty("tls.key").GetBytesFromBase64());
    }

    [Fact]
    public void What_was_written_is_read()
    {
        using var manifest = Write("web01", null);
        using var certificate = SecretManifest.Entry(manifest.Span, SecretManifest.CertificateEntry);
        using var key = SecretManifest.Entry(manifest.Span, SecretManifest.KeyEntry);
        Assert.Equal(_certificate, certificate!.Span.ToArray());
        Assert.Equal(_key, key!.Span.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("apiVersion: v1")]
    [InlineData("[]")]
    [InlineData("{\"data\":{\"tls.key\":7}}")]
    [InlineData("{\"data\":{\"tls.key\":\"?\"}}")]
    [InlineData("{\"other\":{\"tls.key\":\"AAAA\"}}")]
    [InlineData("{\"data\":{\"inner\":{\"tls.key\":\"AAAA\"}}}")]
    public void What_is_no_manifest_has_no_entries(string text) =>
        Assert.Null(SecretManifest.Entry(Encoding.UTF8.GetBytes(text), SecretManifest.KeyEntry));

    [Fact]
    public void Damaged_manifests_are_read_or_not()
    {
        using var manifest = Write("web01", "shop");
        var mutator = new Mutator(7);
        for (var index = 0; index < 2000; index++)
        {
            SecretManifest.Entry(mutator.Mutate(manifest.Span.ToArray()), SecretManifest.KeyEntry)?.Dispose();
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static KeyMaterial Write(string name, string? space)
    {
        using var certificate = KeyMaterial.CopyOf(_certificate);
        using var key = KeyMaterial.CopyOf(_key);
        return SecretManifest.Write(name, space, certificate, key);
    }
}
