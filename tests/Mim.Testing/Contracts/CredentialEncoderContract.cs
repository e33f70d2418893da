using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Certificates;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ICredentialEncoder"/> promises, judged by the base library.</summary>
public abstract class CredentialEncoderContract(ICredentialEncoder encoder) : IDisposable
{
    private const string Password = "a pass phrase";
    private readonly TestChain _chain = new();

    public void Dispose()
    {
        _chain.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(ExportContent.Leaf, 1)]
    [InlineData(ExportContent.Chain, 2)]
    [InlineData(ExportContent.FullChain, 3)]
    public void Pem_has_the_certificates_that_were_asked_for(ExportContent content, int count)
    {
        var leaf = _chain.Issue("web");
        using var text = encoder.Encode(new ExportLayout { Content = content }, leaf.Certificate, _chain.Issuers, null, null, CancellationToken.None);
        X509Certificate2Collection found = [];
        found.ImportFromPem(Encoding.ASCII.GetString(text.Span));
        Assert.Equal(count, found.Count);
        Assert.Equal(content == ExportContent.Chain ? _chain.Issuers[0] : leaf.Certificate, found[0].RawData);
    }

    [Fact]
    public void Pem_has_the_key_in_clear_or_under_the_password()
    {
        var leaf = _chain.Issue("web");
        using var key = KeyMaterial.CopyOf(leaf.Pkcs8);
        using var password = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Password));
        using var clear = encoder.Encode(new ExportLayout(), leaf.Certificate, _chain.Issuers, key, null, CancellationToken.None);
        using var closed = encoder.Encode(new ExportLayout(), leaf.Certificate, _chain.Issuers, key, password, CancellationToken.None);
        var clearText = Encoding.ASCII.GetString(clear.Span);
        var closedText = Encoding.ASCII.GetString(closed.Span);
        using var one = X509Certificate2.CreateFromPem(clearText, clearText);
        using var other = X509Certificate2.CreateFromEncryptedPem(closedText, closedText, Password);
        Assert.True(one.HasPrivateKey && other.HasPrivateKey);
        Assert.DoesNotContain("BEGIN PRIVATE KEY", closedText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(Password, false)]
    [InlineData(Password, true)]
    public void Pfx_has_the_key_and_every_certificate(string? text, bool legacy)
    {
        var leaf = _chain.Issue("web");
        using var key = KeyMaterial.CopyOf(leaf.Pkcs8);
        using var password = text is null ? null : KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
        var layout = new ExportLayout { Format = ExportFormat.Pfx, Legacy = legacy };
        using var pfx = encoder.Encode(layout, leaf.Certificate, _chain.Issuers, key, password, CancellationToken.None);
        var found = X509CertificateLoader.LoadPkcs12Collection(pfx.Span, text);
        Assert.Equal(3, found.Count);
        Assert.Equal(leaf.Certificate, Assert.Single(found, certificate => certificate.HasPrivateKey).RawData);
    }

    [Fact]
    public void Der_is_the_leaf_itself()
    {
        var leaf = _chain.Issue("web");
        using var der = encoder.Encode(
            new ExportLayout { Format = ExportFormat.Der, Content = ExportContent.Leaf }, leaf.Certificate, _chain.Issuers, null, null, CancellationToken.None);
        Assert.Equal(leaf.Certificate, der.Span.ToArray());
    }
}
