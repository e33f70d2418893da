using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;
using Mim.Pki.Keys;
using Mim.Pki.Pem;

namespace Mim.Pki.Credentials;

/// <summary>Collects the certificates and keys among the blocks of a PEM file; other blocks are left alone.</summary>
internal sealed class PemCredentials(KeyMaterial? password, DerivationBudget budget, FoundParts parts)
{
    private static readonly HashSet<string> Labels =
    [
        "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "PKCS #7 SIGNED DATA", "EC PARAMETERS", "PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY",
    ];

    private static readonly HashSet<string> OldKeys = ["RSA PRIVATE KEY", "EC PRIVATE KEY"];

    private ReadOnlyMemory<byte>? _curve;

    /// <returns>False when no block is of a kind known here, or when it holds what is a key of SSH.</returns>
    public bool Read(ReadOnlyMemory<byte> content)
    {
        var blocks = PemReader.Read(content, Labels).ToList();
        if (IsOldKeyAlone(blocks))
        {
            return false;
        }

        foreach (var block in blocks)
        {
            ReadBlock(block);
        }

        return parts.Certificates.Count + parts.Keys.Count > 0;
    }

    // With a certificate it would be that one's; alone it is how ssh-keygen wrote keys for many years.
    private static bool IsOldKeyAlone(List<PemBlock> blocks) =>
        blocks.Count(block => OldKeys.Contains(block.Label)) == 1
        && blocks.TrueForAll(block => OldKeys.Contains(block.Label) || block.Label == "EC PARAMETERS");

    private void ReadBlock(PemBlock block)
    {
        switch (block.Label)
        {
            case "TRUSTED CERTIFICATE":
                // OpenSSL's own: the certificate, then what it is trusted for.
                parts.Certificates.Add(new AsnReader(ReadPublic(block), AsnEncodingRules.DER).ReadEncodedValue().ToArray());
                break;
            case "PKCS7" or "PKCS #7 SIGNED DATA":
                parts.Certificates.AddRange(Pkcs7.Read(ReadPublic(block)));
                break;
            case "EC PARAMETERS":
                _curve = ReadPublic(block);
                break;
            case "PRIVATE KEY":
                parts.Keys.Add(PemReader.Decode(block));
                break;
            case "ENCRYPTED PRIVATE KEY":
                using (var encrypted = PemReader.Decode(block))
                {
                    parts.Keys.Add(EncryptedPrivateKey.Read(encrypted.Memory, Password, budget));
                }

                break;
            case "RSA PRIVATE KEY":
                using (var key = ReadOldKey(block))
                {
                    parts.Keys.Add(OldKeyForms.WrapRsa(key.Span));
                }

                break;
            case "EC PRIVATE KEY":
                using (var key = ReadOldKey(block))
                {
                    parts.Keys.Add(OldKeyForms.WrapCurve(key.Memory, _curve));
                }

                break;
            default:
                parts.Certificates.Add(ReadPublic(block));
                break;
        }
    }

    private KeyMaterial Password => password ?? throw new MimException(MimErrorCause.WrongPassword, "It needs a password.");

    private KeyMaterial ReadOldKey(PemBlock block)
    {
        var content = PemReader.Decode(block);
        if (!block.Headers.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return content;
        }

        using (content)
        {
            return PemHeaderEncryption.Decrypt(block.Headers, content.Span, Password);
        }
    }

    private static byte[] ReadPublic(PemBlock block)
    {
        using var content = PemReader.Decode(block);
        return content.Span.ToArray();
    }
}
