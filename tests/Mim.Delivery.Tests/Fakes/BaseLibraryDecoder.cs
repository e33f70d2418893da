using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Tests.Fakes;

internal sealed class BaseLibraryDecoder : ICredentialDecoder
{
    public IReadOnlyList<FoundCredential>? Decode(ReadOnlyMemory<byte> content, string source, KeyMaterial? password)
    {
        var secret = password is null ? null : Encoding.UTF8.GetString(password.Span);
        var text = Encoding.UTF8.GetString(content.Span);
        try
        {
            return text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? [Pem(text, source, secret)]
                : [Pfx(content.Span, source, secret)];
        }
        catch (CryptographicException exception)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{source} is damaged or its password is wrong.", source, exception);
        }
    }

    private static FoundCredential Pem(string text, string source, string? password)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPem(text);
        KeyMaterial? key = null;
        try
        {
            using var pair = password is null
                ? X509Certificate2.CreateFromPem(text, text)
                : X509Certificate2.CreateFromEncryptedPem(text, text, password);
            key = Key(pair);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key = null;
        }

        return Found(source, all, key);
    }

    private static FoundCredential Pfx(ReadOnlySpan<byte> content, string source, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(content, password, X509KeyStorageFlags.Exportable);
        var leaf = all.First(certificate => certificate.HasPrivateKey);
        all.Remove(leaf);
        all.Insert(0, leaf);
        return Found(source, all, Key(leaf));
    }

    private static KeyMaterial Key(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return KeyMaterial.Take(key.ExportPkcs8PrivateKey());
    }

    private static FoundCredential Found(string source, X509Certificate2Collection all, KeyMaterial? key) => new()
    {
        Kind = IdentityKind.Certificate,
        Source = source,
        SuggestedName = source,
        Certificate = all[0].RawData,
        Chain = [.. all.Skip(1).Select(certificate => certificate.RawData)],
        PrivateKey = key,
    };
}
