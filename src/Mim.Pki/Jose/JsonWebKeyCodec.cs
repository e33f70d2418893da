using System.Buffers;
using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Tokens.Jose;

namespace Mim.Pki.Jose;

/// <inheritdoc cref="IJsonWebKeyCodec"/>
public sealed class JsonWebKeyCodec : IJsonWebKeyCodec
{
    private const int LongestSet = 1024 * 1024;
    private const int EdwardsLength = 32;

    public byte[] Write(IReadOnlyList<PublishedKey> keys) => JsonText.Write(json =>
    {
        json.WriteStartArray("keys"u8);
        foreach (var key in keys)
        {
            json.WriteStartObject();
            Write(json, PublicKeyInfo.Read(key.SubjectPublicKeyInfo));
            json.WriteString("kid"u8, key.KeyId);
            json.WriteString("alg"u8, key.Algorithm);
            json.WriteString("use"u8, "sig"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public IReadOnlyList<PublishedKey> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var set = json.Length <= LongestSet ? JsonText.Parse(json, "keys") : throw JsonText.Wrong("is too large");
            return set.RootElement.TryGetProperty("keys"u8, out var keys) && keys.ValueKind == JsonValueKind.Array
                ? [.. keys.EnumerateArray().Select(ReadKey).OfType<PublishedKey>()]
                : throw JsonText.Wrong("has no keys");
        }
        catch (MimException exception)
        {
            throw new MimException(MimErrorCause.InvalidKey, "That is not a JSON Web Key Set (RFC 7517 section 5) of at most 1 MiB.", inner: exception);
        }
    }

    public string AlgorithmOf(ReadOnlyMemory<byte> subjectPublicKeyInfo) => JoseAlgorithm.Of(PublicKeyInfo.Read(subjectPublicKeyInfo))
        ?? throw new MimException(MimErrorCause.InvalidKey, "JSON Web Tokens are signed with P-256, Ed25519 or RSA keys here.");

    private static void Write(Utf8JsonWriter json, PublicKeyInfo key)
    {
        switch (JoseAlgorithm.Of(key))
        {
            case JoseAlgorithm.Ec:
                json.WriteString("kty"u8, "EC"u8);
                json.WriteString("crv"u8, "P-256"u8);
                json.WriteString("x"u8, Base64Url.EncodeToString(key.Key.Span[1..33]));
                json.WriteString("y"u8, Base64Url.EncodeToString(key.Key.Span[33..]));
                break;
            case JoseAlgorithm.Edwards:
                json.WriteString("kty"u8, "OKP"u8);
                json.WriteString("crv"u8, "Ed25519"u8);
                json.WriteString("x"u8, Base64Url.EncodeToString(key.Key.Span));
                break;
            default:
                var (modulus, exponent) = key.ReadRsa();
                json.WriteString("kty"u8, "RSA"u8);
                json.WriteString("n"u8, Base64Url.EncodeToString(modulus.Span));
                json.WriteString("e"u8, Base64Url.EncodeToString(exponent.Span));
                break;
        }
    }

    /// <summary>Null for keys of other sorts, other uses, and such as are malformed: they verify nothing.</summary>
    private static PublishedKey? ReadKey(JsonElement key)
    {
        try
        {
            if (key.ValueKind != JsonValueKind.Object || JsonText.Text(key, "use") is not (null or "sig"))
            {
                return null;
            }

            var found = (JsonText.Text(key, "kty"), JsonText.Text(key, "crv")) switch
            {
                ("EC", "P-256") => Curve(Octets(key, "x"), Octets(key, "y")),
                ("OKP", "Ed25519") => Edwards(Octets(key, "x")),
                ("RSA", _) => Rsa(Octets(key, "n"), Octets(key, "e")),
                _ => null,
            };
            var algorithm = found is null ? null : JoseAlgorithm.Of(PublicKeyInfo.Read(found));
            return algorithm is not null && (JsonText.Text(key, "alg") ?? algorithm) == algorithm ? new PublishedKey(JsonText.Text(key, "kid"), algorithm, found) : null;
        }
        catch (Exception exception) when (exception is MimException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Curve(byte[] x, byte[] y)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[]? Edwards(byte[] x)
    {
        if (x.Length != EdwardsLength)
        {
            return null;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(PublicKeyInfo.Ed25519);
            }

            writer.WriteBitString(x);
        }

        return writer.Encode();
    }

    private static byte[] Rsa(byte[] modulus, byte[] exponent)
    {
        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[] Octets(JsonElement key, string name)
    {
        var text = JsonText.Text(key, name) ?? throw JsonText.Wrong($"has no '{name}'");
        var octets = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, octets, out _, out var length) == OperationStatus.Done ? octets[..length] : throw JsonText.Wrong($"has a '{name}' that is no number");
    }
}
