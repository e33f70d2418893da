using System.Buffers.Text;
using System.Text;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Tokens.Jose;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IJsonWebTokenCodec"/> promises.</summary>
public abstract class JsonWebTokenCodecContract(IJsonWebTokenCodec codec, IKeyFactory keys)
{
    private static readonly TokenClaims _claims = new()
    {
        Issuer = "https://ids.corp.test/ä",
        Subject = "agent \"1\"",
        Audiences = ["registry", "mail"],
        Scopes = ["read", "write"],
        TokenId = "01890a5d-ac96-774b-bcce-b302099a8057",
        IssuedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        ExpiresAt = new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.Zero),
    };

    public static TheoryData<KeyAlgorithm, string> Algorithms => new()
    {
        { KeyAlgorithm.EcdsaP256, "ES256" }, { KeyAlgorithm.Ed25519, "EdDSA" }, { KeyAlgorithm.Rsa2048, "RS256" },
    };

    [SuiteTheory]
    [MemberData(nameof(Algorithms))]
    public void What_was_signed_comes_back_and_only_its_key_verifies_it(KeyAlgorithm algorithm, string name)
    {
        using var key = keys.Generate(algorithm);
        using var other = keys.Generate(algorithm);
        var token = codec.Read(Signed(key));

        Assert.Equal((name, "k1", _claims.Issuer, _claims.Subject), (token.Algorithm, token.KeyId, token.Issuer, token.Subject));
        Assert.Equal((_claims.TokenId, _claims.ExpiresAt, _claims.IssuedAt, _claims.IssuedAt), (token.TokenId, token.ExpiresAt, token.NotBefore, token.IssuedAt));
        Assert.Equal(_claims.Audiences, token.Audiences);
        Assert.Equal(_claims.Scopes, token.Scopes);
        Assert.True(codec.Verify(token, Published(key, name)));
        Assert.False(codec.Verify(token, Published(other, name)));
        Assert.False(codec.Verify(token with { Signature = token.Signature[1..] }, Published(key, name)));
        Assert.False(codec.Verify(token with { Signature = default }, Published(key, name)));
    }

    [SuiteFact]
    public void The_key_says_by_which_algorithm()
    {
        using var curve = keys.Generate(KeyAlgorithm.EcdsaP256);
        using var rsa = keys.Generate(KeyAlgorithm.Rsa2048);
        var token = codec.Read(Signed(curve));
        Assert.False(codec.Verify(token with { Algorithm = "none" }, Published(curve, "ES256")));
        Assert.False(codec.Verify(token with { Algorithm = "HS256" }, Published(curve, "ES256")));
        Assert.False(codec.Verify(token, Published(curve, "RS256")));
        Assert.False(codec.Verify(token, Published(rsa, "ES256")));
        Assert.False(codec.Verify(token, new PublishedKey("k1", "ES256", new byte[] { 0x30, 0x80 })));
    }

    [SuiteFact]
    public void Keys_of_other_sorts_sign_nothing()
    {
        using var key = keys.Generate(KeyAlgorithm.EcdsaP384);
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => codec.Sign(_claims, "k1", key)).Cause);
    }

    [SuiteTheory]
    [InlineData("""{"alg":"ES256","crit":["exp"]}""", "{}", "extensions")]
    [InlineData("""{"alg":"ES256","b64":false}""", "{}", "encoded")]
    [InlineData("""{"kid":"k1"}""", "{}", "no algorithm")]
    [InlineData("""{"alg":1}""", "{}", "no text")]
    [InlineData("""{"alg":"ES256","alg":"none"}""", "{}", "no JSON")]
    [InlineData("""["ES256"]""", "{}", "no object")]
    [InlineData("""{"alg":"ES256"}""", "text", "no JSON")]
    [InlineData("""{"alg":"ES256"}""", """{"sub":"a","sub":"b"}""", "no JSON")]
    [InlineData("""{"alg":"ES256"}""", """{"exp":"tomorrow"}""", "no time")]
    [InlineData("""{"alg":"ES256"}""", """{"exp":1e300}""", "no time")]
    [InlineData("""{"alg":"ES256"}""", """{"exp":-1}""", "no time")]
    [InlineData("""{"alg":"ES256"}""", """{"aud":[1]}""", "no text")]
    [InlineData("""{"alg":"ES256"}""", """{"sub":"\ud800"}""", "no text")]
    public void What_is_no_token_is_refused_by_what_is_wrong(string header, string claims, string why) =>
        Refused($"{Encoded(header)}.{Encoded(claims)}.AAAA", why);

    [SuiteTheory]
    [InlineData("", "three parts")]
    [InlineData("a.b", "three parts")]
    [InlineData("a.b.c.d", "three parts")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9==.e30.", "Base64url")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9. e30.", "Base64url")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e31.AB", "Base64url")]
    public void A_text_has_one_spelling(string text, string why) => Refused(text, why);

    [SuiteFact]
    public void Large_ones_are_refused_unread() => Refused(new string('.', 17_000), "16 KiB");

    [SuiteFact]
    public void Damaged_tokens_are_refused_and_do_no_harm()
    {
        using var key = keys.Generate(KeyAlgorithm.EcdsaP256);
        var sample = Signed(key);
        var published = Published(key, "ES256");
        var mutator = new Mutator(seed: 7519);
        for (var index = 0; index < 4000; index++)
        {
            var damaged = mutator.Mutate(sample);
            if (damaged.AsSpan().SequenceEqual(sample))
            {
                continue;
            }

            JsonWebToken? token = null;
            var thrown = Record.Exception(() => token = codec.Read(damaged));
            Assert.True(token is null ? thrown is MimException { Cause: MimErrorCause.InvalidToken } : !codec.Verify(token, published), Encoding.Latin1.GetString(damaged));
        }
    }

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static PublishedKey Published(ISigningKey key, string algorithm) => new("k1", algorithm, key.SubjectPublicKeyInfo);

    private byte[] Signed(ISigningKey key)
    {
        using var token = codec.Sign(_claims, "k1", key);
        return token.Span.ToArray();
    }

    private void Refused(string text, string why)
    {
        var error = Assert.Throws<MimException>(() => codec.Read(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(MimErrorCause.InvalidToken, error.Cause);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }
}
