using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Keys;

/// <summary>
/// A private key in an old form (PKCS#1 for RSA, SEC 1 for curves), as <c>ssh-keygen -m PEM</c> writes it. Beside a certificate
/// such a key belongs to that and is none of SSH's.
/// </summary>
internal static class OldKeyFile
{
    private const string RsaLabel = "RSA PRIVATE KEY";
    private const string CurveLabel = "EC PRIVATE KEY";

    public static bool IsOne(ReadOnlySpan<byte> text)
    {
        var keys = text.Count("-----BEGIN RSA PRIVATE KEY-----"u8) + text.Count("-----BEGIN EC PRIVATE KEY-----"u8);
        return keys == 1 && text.Count("-----BEGIN "u8) == keys + text.Count("-----BEGIN EC PARAMETERS-----"u8);
    }

    /// <summary>The whole key is under the password then, its public part too.</summary>
    public static bool IsEncrypted(ReadOnlySpan<byte> text) => text.IndexOf("Proc-Type: 4,ENCRYPTED"u8) >= 0;

    /// <exception cref="SshFormatException">It is cut short, or of a curve that SSH does not have.</exception>
    public static SshPublicKey Read(ReadOnlySpan<byte> text) => SshPublicKey.Read(Use(text, (label, der) => label == RsaLabel ? Rsa(der) : Curve(der)));

    /// <summary>The same key in the form of today (RFC 5958).</summary>
    /// <exception cref="SshFormatException">It is cut short, or encrypted.</exception>
    public static KeyMaterial ToPkcs8(ReadOnlySpan<byte> text) => Use(text, (label, der) =>
    {
        using AsymmetricAlgorithm key = label == RsaLabel ? RSA.Create() : ECDsa.Create();
        if (key is RSA rsa)
        {
            rsa.ImportRSAPrivateKey(der, out _);
        }
        else
        {
            ((ECDsa)key).ImportECPrivateKey(der, out _);
        }

        return KeyMaterial.Take(key.ExportPkcs8PrivateKey());
    });

    private static T Use<T>(ReadOnlySpan<byte> text, Func<string, ReadOnlySpan<byte>, T> use)
    {
        for (var rest = text; PemEncoding.TryFindUtf8(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var label = Encoding.ASCII.GetString(rest[fields.Label]);
            if (label is RsaLabel or CurveLabel)
            {
                using var der = new KeyMaterial(fields.DecodedDataLength);
                Base64.DecodeFromUtf8(rest[fields.Base64Data], der.Span, out _, out _);
                return Use(label, der.Span, use);
            }
        }

        throw new SshFormatException("its frame is not whole.");
    }

    private static T Use<T>(string label, ReadOnlySpan<byte> der, Func<string, ReadOnlySpan<byte>, T> use)
    {
        try
        {
            return use(label, der);
        }
        catch (Exception trouble) when (trouble is CryptographicException or PlatformNotSupportedException)
        {
            // The second is a curve that nobody has.
            throw new SshFormatException("its key cannot be read.");
        }
    }

    private static byte[] Rsa(ReadOnlySpan<byte> der)
    {
        using var key = RSA.Create();
        key.ImportRSAPrivateKey(der, out _);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return PublicBlob.OfRsa(numbers.Modulus, numbers.Exponent);
    }

    private static byte[] Curve(ReadOnlySpan<byte> der)
    {
        using var key = ECDsa.Create();
        key.ImportECPrivateKey(der, out _);
        return PublicBlob.OfCurve(key.ExportParameters(includePrivateParameters: false));
    }
}
