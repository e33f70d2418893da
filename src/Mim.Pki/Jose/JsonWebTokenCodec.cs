using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Tokens.Jose;

namespace Mim.Pki.Jose;

/// <inheritdoc cref="IJsonWebTokenCodec"/>
public sealed class JsonWebTokenCodec : IJsonWebTokenCodec
{
    private const int LongestToken = 16 * 1024;

    public KeyMaterial Sign(TokenClaims claims, string keyId, ISigningKey key)
    {
        var algorithm = JoseAlgorithm.Of(PublicKeyInfo.Read(key.SubjectPublicKeyInfo))
            ?? throw new MimException(MimErrorCause.InvalidKey, $"Keys of {key.Algorithm} sign no JSON Web Tokens here; use EcdsaP256, Ed25519 or RSA.");
        var content = $"{Base64Url.EncodeToString(Header(algorithm, keyId))}.{Base64Url.EncodeToString(Claims(claims))}";
        var signature = JoseAlgorithm.Sign(key, Encoding.ASCII.GetBytes(content));
        return KeyMaterial.Take(Encoding.ASCII.GetBytes($"{content}.{Base64Url.EncodeToString(signature)}"));
    }

    public JsonWebToken Read(ReadOnlySpan<byte> token)
    {
        Require(token.Length <= LongestToken, "is larger than 16 KiB");
        Require(token.Count((byte)'.') == 2, "has not three parts");
        var first = token.IndexOf((byte)'.');
        var last = token.LastIndexOf((byte)'.');
        using var header = JsonText.Parse(Decode(token[..first]), "header");
        using var claims = JsonText.Parse(Decode(token[(first + 1)..last]), "claims");
        var head = header.RootElement;

        // No extension is understood here, so that each one that must be is refused (RFC 7515 section 4.1.11).
        Require(!head.TryGetProperty("crit"u8, out _), "asks for extensions");
        Require(!head.TryGetProperty("b64"u8, out _), "is not encoded as tokens are");
        var body = claims.RootElement;
        return new JsonWebToken
        {
            Algorithm = JsonText.Text(head, "alg") ?? throw JsonText.Wrong("names no algorithm"),
            KeyId = JsonText.Text(head, "kid"),
            Issuer = JsonText.Text(body, "iss"),
            Subject = JsonText.Text(body, "sub"),
            Audiences = JsonText.TextOrTexts(body, "aud"),
            Scopes = (JsonText.Text(body, "scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            TokenId = JsonText.Text(body, "jti"),
            ExpiresAt = JsonText.Time(body, "exp"),
            NotBefore = JsonText.Time(body, "nbf"),
            IssuedAt = JsonText.Time(body, "iat"),
            Signed = token[..last].ToArray(),
            Signature = Decode(token[(last + 1)..]),
        };
    }

    public bool Verify(JsonWebToken token, PublishedKey key) =>
        token.Algorithm == key.Algorithm && JoseAlgorithm.Verify(key.SubjectPublicKeyInfo, token.Signed.Span, token.Signature.Span);

    private static byte[] Header(string algorithm, string keyId) => JsonText.Write(json =>
    {
        json.WriteString("alg"u8, algorithm);
        json.WriteString("kid"u8, keyId);
        json.WriteString("typ"u8, "JWT"u8);
    });

    private static byte[] Claims(TokenClaims claims) => JsonText.Write(json =>
    {
        json.WriteString("iss"u8, claims.Issuer);
        json.WriteString("sub"u8, claims.Subject);
        if (claims.Audiences is [var only])
        {
            json.WriteString("aud"u8, only);
        }
        else if (claims.Audiences.Count > 1)
        {
            json.WriteStartArray("aud"u8);
            foreach (var audience in claims.Audiences)
            {
                json.WriteStringValue(audience);
            }

            json.WriteEndArray();
        }

        if (claims.Scopes.Count > 0)
        {
            json.WriteString("scope"u8, string.Join(' ', claims.Scopes));
        }

        json.WriteNumber("iat"u8, claims.IssuedAt.ToUnixTimeSeconds());
        json.WriteNumber("nbf"u8, claims.IssuedAt.ToUnixTimeSeconds());
        json.WriteNumber("exp"u8, claims.ExpiresAt.ToUnixTimeSeconds());
        json.WriteString("jti"u8, claims.TokenId);
    });

    /// <summary>One spelling of each value: no padding, no blanks, no stray bits (RFC 7515 section 2).</summary>
    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var octets = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        Require(
            Base64Url.DecodeFromUtf8(text, octets, out _, out var written) == OperationStatus.Done
            && text.SequenceEqual(Base64Url.EncodeToUtf8(octets.AsSpan(..written))),
            "is not Base64url");
        return octets[..written];
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw JsonText.Wrong(rule);
        }
    }
}
