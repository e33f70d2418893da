using System.Formats.Asn1;
using System.Text;
using Mim.Core.Sealing;
using Mim.Pki.Keys;

namespace Mim.Pki.Containers;

/// <summary>
/// Collects the certificates in PEM blocks (RFC 7468), and whose the keys between them are, wherever they lie in a text. Text
/// that only speaks of PEM is passed over.
/// </summary>
internal sealed class PemScan(ContainerParts parts)
{
    private const int LongestLabel = 32;

    private ReadOnlyMemory<byte>? _curve;
    private bool _hasPkcs7;
    private bool _hasPlain;

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> Hyphens => "-----"u8;

    /// <summary>Whether what is there came in PKCS#7 alone.</summary>
    public bool IsPkcs7 => _hasPkcs7 && !_hasPlain;

    public void Read(ReadOnlySpan<byte> text, CancellationToken cancellationToken)
    {
        while (text.IndexOf(Begin) is var begin and >= 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            text = text[(begin + Begin.Length)..];
            var length = text[..Math.Min(text.Length, LongestLabel + Hyphens.Length)].IndexOf(Hyphens);
            if (length >= 0)
            {
                var label = Encoding.ASCII.GetString(text[..length]);
                text = text[(length + Hyphens.Length)..];
                text = text[ReadBlock(label, text)..];
            }
        }
    }

    private int ReadBlock(string label, ReadOnlySpan<byte> text)
    {
        switch (label)
        {
            case "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE":
                return ReadPublic(label, text, AddCertificate);
            case "PKCS7" or "PKCS #7 SIGNED DATA" or "CMS":
                return ReadPublic(label, text, AddPkcs7);
            case "EC PARAMETERS":
                return ReadPublic(label, text, (_, der) => _curve = der);
            case "ENCRYPTED PRIVATE KEY":
                parts.Keys.Add(new KeyPart(IsEncrypted: true));
                return 0;
            case "PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY" or "DSA PRIVATE KEY":
                ReadKey(label, text);
                return 0;
            default:
                return 0;
        }
    }

    private int ReadPublic(string label, ReadOnlySpan<byte> text, Action<string, byte[]> add)
    {
        using var content = EmbeddedBase64.Decode(text, out var isMeant, out var consumed);
        if (content is not null && EndsWith(label, text[consumed..]))
        {
            add(label, content.Span.ToArray());
        }
        else if (isMeant)
        {
            parts.Troubles.Add($"The PEM block '{label}' in it is broken or does not end.");
        }

        return consumed;
    }

    private void AddCertificate(string label, byte[] der)
    {
        // What OpenSSL trusts it for follows in a second value.
        var certificate = label == "TRUSTED CERTIFICATE" ? FirstValue(der) : der;
        if (DerShape.IsCertificate(certificate))
        {
            _hasPlain = true;
            parts.Certificates.Add(new CertificatePart(certificate));
        }
        else if (der[0] == 0x30)
        {
            parts.Troubles.Add($"The PEM block '{label}' in it holds no certificate.");
        }
    }

    private void AddPkcs7(string label, byte[] der)
    {
        _hasPkcs7 = true;
        Pkcs7ContainerReader.Add(der, parts);
    }

    private void ReadKey(string label, ReadOnlySpan<byte> text)
    {
        // Headers name the cipher (RFC 1421 section 4.6); no base64 begins with them.
        if (text[..Math.Min(text.Length, 64)].IndexOf("ENCRYPTED"u8) >= 0)
        {
            parts.Keys.Add(new KeyPart(IsEncrypted: true));
            return;
        }

        using var key = EmbeddedBase64.Decode(text, out _, out _);
        if (key is not null)
        {
            parts.Keys.Add(new KeyPart(IsEncrypted: false, PublicKey(label, key)));
        }
    }

    private string? PublicKey(string label, KeyMaterial key)
    {
        try
        {
            using var wrapped = label switch
            {
                "RSA PRIVATE KEY" => OldKeyForms.WrapRsa(key.Span),
                "EC PRIVATE KEY" => OldKeyForms.WrapCurve(key.Memory, _curve),
                _ => null,
            };
            return PublicKeyOf.TryPkcs8((wrapped ?? key).Span);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static byte[] FirstValue(byte[] der)
    {
        try
        {
            return new AsnReader(der, AsnEncodingRules.DER).ReadEncodedValue().ToArray();
        }
        catch (AsnContentException)
        {
            return der;
        }
    }

    private static bool EndsWith(string label, ReadOnlySpan<byte> text) =>
        text.StartsWith("-----END "u8) && text["-----END ".Length..].StartsWith(Encoding.ASCII.GetBytes(label + "-----"));
}
