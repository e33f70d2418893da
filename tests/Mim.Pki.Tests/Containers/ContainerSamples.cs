using System.Text;
using System.Text.Json;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.Pki.Credentials;
using Mim.Pki.Encryption;
using Mim.Pki.Tests.Credentials;

namespace Mim.Pki.Tests.Containers;

/// <summary>Containers of one chain in every format that Mim.Pki writes.</summary>
internal sealed class ContainerSamples : IDisposable
{
    private readonly TestChain _chain = new();

    public byte[] Leaf => _chain.Leaf.Der;

    public byte[] Intermediate => _chain.Intermediate.Der;

    public byte[] Root => _chain.Root.Der;

    public byte[] Pem() => Encode(new ExportLayout(), null);

    public byte[] PemWithEncryptedKey()
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var password = Secrets.Of("secret");
        var (algorithm, content) = PasswordEncryption.Encrypt(key.Span, password, rounds: 2, CancellationToken.None);
        return Encoding.ASCII.GetBytes(
            TestChain.Pem("ENCRYPTED PRIVATE KEY", EncryptedPrivateKey.Write(algorithm, content)) + TestChain.Pem("CERTIFICATE", Leaf));
    }

    public byte[] Pkcs7() => Pki.Credentials.Pkcs7.Write([Root, Leaf, Intermediate]);

    public byte[] PemPkcs7() => Encoding.ASCII.GetBytes(TestChain.Pem("PKCS7", Pkcs7()));

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(new { ca = TestChain.Pem("CERTIFICATE", Root) });

    public byte[] Pfx(string? text)
    {
        using var password = text is null ? null : Secrets.Of(text);
        return Pfx(password);
    }

    public byte[] PfxWithEmptyPassword()
    {
        using var empty = new KeyMaterial(0);
        return Pfx(empty);
    }

    public void Dispose() => _chain.Dispose();

    private byte[] Pfx(KeyMaterial? password)
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var pfx = PfxWriter.Write(
            new ExportLayout { FriendlyName = "web" }, Leaf, [Leaf, Intermediate, Root], key, password, rounds: 2, CancellationToken.None);
        return pfx.Span.ToArray();
    }

    private byte[] Encode(ExportLayout layout, KeyMaterial? password)
    {
        using var key = _chain.LeafKey.ExportPkcs8();
        using var content = new CredentialEncoder().Encode(layout, Leaf, [Intermediate], key, password, CancellationToken.None);
        return content.Span.ToArray();
    }
}
