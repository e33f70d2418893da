using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Tests.Fakes;

internal sealed class BaseLibraryEncoder : ICredentialEncoder
{
    public KeyMaterial Encode(ExportLayout layout, byte[] leaf, IReadOnlyList<byte[]> chain, KeyMaterial? pkcs8, KeyMaterial? password)
    {
        var secret = password is null ? null : Encoding.UTF8.GetString(password.Span);
        return KeyMaterial.Take(layout.Format == ExportFormat.Pfx
            ? Pfx(leaf, chain, pkcs8!, secret)
            : Encoding.ASCII.GetBytes(Pem(layout.Content, leaf, chain, pkcs8, secret)));
    }

    private static string Pem(ExportContent content, byte[] leaf, IReadOnlyList<byte[]> chain, KeyMaterial? pkcs8, string? password)
    {
        byte[][] all = content switch
        {
            ExportContent.Leaf => [leaf],
            ExportContent.Chain => [.. chain],
            _ => [leaf, .. chain],
        };
        var text = string.Concat(all.Select(der => PemEncoding.WriteString("CERTIFICATE", der) + "\n"));
        return pkcs8 is null ? text : text + Key(pkcs8, password) + "\n";
    }

    private static string Key(KeyMaterial pkcs8, string? password)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8.Span, out _);
        return password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(
                password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    private static byte[] Pfx(byte[] leaf, IReadOnlyList<byte[]> chain, KeyMaterial pkcs8, string? password)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8.Span, out _);
        using var alone = X509CertificateLoader.LoadCertificate(leaf);
        X509Certificate2Collection all = [alone.CopyWithPrivateKey(key)];
        all.AddRange(chain.Select(der => X509CertificateLoader.LoadCertificate(der)).ToArray());
        return all.Export(X509ContentType.Pkcs12, password)!;
    }
}
