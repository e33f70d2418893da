using System.Text;
using System.Text.Json;
using Mim.Core.Issuing;
using Mim.Core.Tokens.Jose;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing.Programs;

namespace Mim.Pki.Tests.Jose;

/// <summary>Tokens and keys go to an independent library and come from it.</summary>
public sealed class JwcryptoTests
{
    private static readonly KeyAlgorithm[] _algorithms = [KeyAlgorithm.EcdsaP256, KeyAlgorithm.Ed25519, KeyAlgorithm.Rsa2048];
    private static readonly JsonWebTokenCodec _tokens = new();
    private static readonly JsonWebKeyCodec _keys = new();

    [RequiresJwcryptoFact]
    public void It_verifies_ours_by_the_keys_that_we_publish()
    {
        var keys = _algorithms.Select(new KeyFactory().Generate).ToList();
        var published = keys.Select((key, index) => new PublishedKey($"k{index}", _keys.AlgorithmOf(key.SubjectPublicKeyInfo), key.SubjectPublicKeyInfo)).ToList();
        var tokens = keys.Select((key, index) => Signed(key, $"k{index}")).ToList();
        keys.ForEach(key => key.Dispose());
        var subjects = Jwcrypto.Run(
            """
            import json, sys
            from jwcrypto import jwk, jwt
            data = json.load(sys.stdin)
            keys = jwk.JWKSet.from_json(data["keys"])
            for token in data["tokens"]:
                read = jwt.JWT(jwt=token, key=keys, algs=["ES256", "EdDSA", "RS256"], check_claims={"aud": "registry", "iss": "corp", "exp": None})
                print(json.loads(read.header)["alg"], json.loads(read.claims)["sub"])
            """,
            JsonSerializer.Serialize(new { keys = Encoding.UTF8.GetString(_keys.Write(published)), tokens }));
        Assert.Equal(["ES256 agent ä", "EdDSA agent ä", "RS256 agent ä"], subjects.Split('\n', StringSplitOptions.TrimEntries));
    }

    [RequiresJwcryptoFact]
    public void We_verify_its_by_the_keys_that_it_publishes()
    {
        var made = JsonDocument.Parse(Jwcrypto.Run(
            """
            import json
            from jwcrypto import jwk, jwt
            keys, tokens = jwk.JWKSet(), []
            for alg, how in [("ES256", dict(kty="EC", crv="P-256")), ("EdDSA", dict(kty="OKP", crv="Ed25519")), ("RS256", dict(kty="RSA", size=2048))]:
                key = jwk.JWK.generate(kid=alg, **how)
                keys.add(key)
                token = jwt.JWT(header={"alg": alg, "kid": alg}, claims={"iss": "corp", "sub": "agent", "aud": ["a", "b"], "scope": "x y", "exp": 4102444800, "jti": "7"})
                token.make_signed_token(key)
                tokens.append(token.serialize())
            published = json.loads(keys.export(private_keys=False))
            published["keys"].append({"kty": "oct", "k": "AAAA"})
            print(json.dumps({"keys": published, "tokens": tokens}))
            """,
            string.Empty)).RootElement;
        var keys = _keys.Read(Encoding.UTF8.GetBytes(made.GetProperty("keys").GetRawText()));
        Assert.Equal(3, keys.Count);
        foreach (var text in made.GetProperty("tokens").EnumerateArray())
        {
            var token = _tokens.Read(Encoding.UTF8.GetBytes(text.GetString()!));
            Assert.Equal([token.KeyId], keys.Where(key => _tokens.Verify(token, key)).Select(key => key.KeyId));
            Assert.Equal(("corp", "agent", "a b", "x y", "7"), (token.Issuer, token.Subject, string.Join(' ', token.Audiences), string.Join(' ', token.Scopes), token.TokenId));
            Assert.Equal(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), token.ExpiresAt);
        }
    }

    private static string Signed(Core.Ports.IPrivateKey key, string keyId)
    {
        var now = DateTimeOffset.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var claims = new TokenClaims
        {
            Issuer = "corp", Subject = "agent ä", Audiences = ["registry"], Scopes = ["read"], TokenId = "1", IssuedAt = now, ExpiresAt = now.AddHours(1),
        };
        using var token = _tokens.Sign(claims, keyId, key);
        return Encoding.ASCII.GetString(token.Span);
    }
}
