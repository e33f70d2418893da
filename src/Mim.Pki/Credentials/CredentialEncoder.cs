using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>PEM, DER, PKCS#7, PKCS#12 and JKS.</summary>
public sealed class CredentialEncoder : ICredentialEncoder
{
    // What OWASP asks of PBKDF2-HMAC-SHA-256; about a quarter of a second.
    private const int PemRounds = 600_000;

    public KeyMaterial Encode(
        ExportLayout layout,
        byte[] leaf,
        IReadOnlyList<byte[]> chain,
        KeyMaterial? pkcs8,
        KeyMaterial? password,
        CancellationToken cancellationToken)
    {
        if (pkcs8 is not null && layout.Format is ExportFormat.Der or ExportFormat.Pkcs7 or ExportFormat.Jks)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"{layout.Format} holds certificates only; use Pem or Pfx for a private key.");
        }

        if (layout is { Format: ExportFormat.Pfx or ExportFormat.Jks, FriendlyName: { } name } && name.Any(char.IsSurrogate))
        {
            throw new MimException(MimErrorCause.InvalidName, $"The name '{name}' has characters that {layout.Format} cannot hold.", name);
        }

        byte[][] certificates = layout.Content switch
        {
            ExportContent.Leaf => [leaf],
            ExportContent.Chain => [.. chain],
            _ => [leaf, .. chain],
        };
        return layout.Format switch
        {
            ExportFormat.Pem => EncodePem(certificates, pkcs8, password, cancellationToken),
            ExportFormat.Der => KeyMaterial.CopyOf(leaf),
            ExportFormat.Pkcs7 => KeyMaterial.CopyOf(Pkcs7.Write(certificates)),
            ExportFormat.Pfx => PfxWriter.Write(layout, leaf, certificates, pkcs8, password, rounds: null, cancellationToken),
            ExportFormat.Jks => JksTruststore.Write(layout.FriendlyName, certificates, password),
            _ => throw new MimException(MimErrorCause.InvalidArgument, $"Unknown format {layout.Format}."),
        };
    }

    // The key comes first: some servers read it from a combined file only there.
    private static KeyMaterial EncodePem(
        byte[][] certificates, KeyMaterial? pkcs8, KeyMaterial? password, CancellationToken cancellationToken)
    {
        using var writer = new SecretWriter();
        if (pkcs8 is not null && password is not null)
        {
            var (algorithm, content) = PasswordEncryption.Encrypt(pkcs8.Span, password, PemRounds, cancellationToken);
            writer.WritePem("ENCRYPTED PRIVATE KEY"u8, EncryptedPrivateKey.Write(algorithm, content));
        }
        else if (pkcs8 is not null)
        {
            writer.WritePem("PRIVATE KEY"u8, pkcs8.Span);
        }

        foreach (var certificate in certificates)
        {
            writer.WritePem("CERTIFICATE"u8, certificate);
        }

        return writer.ToKeyMaterial();
    }
}
