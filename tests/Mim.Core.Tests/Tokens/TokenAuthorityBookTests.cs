using System.Text;
using System.Text.Json;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Core.Tokens;
using Mim.Testing;

namespace Mim.Core.Tests.Tokens;

public sealed class TokenAuthorityBookTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly TokenAuthority _corp;

    public TokenAuthorityBookTests() => _corp = Book.Create(new NewTokenAuthority { Name = "corp", Issuer = "https://ids.corp.test" }, default);

    private TokenAuthorityBook Book => _store.Session.TokenAuthorities;

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.Rsa2048)]
    public void Its_tokens_are_verified_by_the_keys_that_it_publishes(KeyAlgorithm algorithm)
    {
        var authority = Book.Create(new NewTokenAuthority { Name = "other", KeyAlgorithm = algorithm }, default);
        using var token = Create("agent", authority, audience: "registry");
        Assert.Equal((authority.Id, "other"), (token.Identity.AuthorityId!.Value, token.Identity.Authority));
        var verdict = Verify(token, authority);
        Assert.Equal((TokenTrouble.None, "agent", token.Identity.NotAfter), (verdict.Trouble, verdict.Name, verdict.NotAfter));
        Assert.Equal(["registry"], verdict.Audiences);
        Assert.Equal(TokenTrouble.WrongSignature, Verify(token, _corp with { Issuer = authority.Issuer }).Trouble);
        Assert.DoesNotContain(Text(token), File.ReadAllText(_store.Location, Encoding.Latin1), StringComparison.Ordinal);
        Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public void The_store_knows_its_tokens_and_what_became_of_them()
    {
        using var token = Create("agent", _corp, audience: "registry");
        using var next = _store.Session.Tokens.Replace(token.Identity.Id, TimeSpan.Zero, "x", default);
        Assert.Equal((TokenTrouble.Superseded, TokenTrouble.None), (Known(token).Trouble, Known(next).Trouble));
        _store.Session.Revocation.Revoke(_corp.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, default);
        Assert.Equal(TokenTrouble.Revoked, Known(next).Trouble);
        Assert.Empty(KeyIds());
        Assert.Equal(MimErrorCause.AuthorityUnusable, Assert.Throws<MimException>(() => Create("late", _corp, "registry")).Cause);
    }

    [Fact]
    public async Task A_key_that_was_replaced_is_published_until_its_tokens_end()
    {
        using var token = Create("agent", _corp, audience: "registry");
        var rotated = await _store.Session.Rotation.RotateAsync([_corp.Id], new RotationOptions(), default).SingleAsync();
        Assert.Equal(RotationOutcome.Completed, rotated.Outcome);
        var current = Book.Find(_store.Session.Identities.Get(_corp.Id))!;
        Assert.Equal([current.KeyId, _corp.KeyId], KeyIds());
        Assert.True(Verify(token, _corp).IsValid);
        using var next = Create("next", _corp, audience: "registry");
        Assert.True(Verify(next, _corp).IsValid);

        _store.Time.Now += _corp.LongestToken;
        Assert.Equal([current.KeyId], KeyIds());
    }

    [Fact]
    public void A_token_lives_no_longer_than_its_authority_allows_and_limits_only_what_its_readers_can_hold()
    {
        using var token = Create("agent", _corp, audience: "registry");
        Assert.Equal(_corp.LongestToken, token.Identity.NotAfter - token.Identity.NotBefore);
        NewToken wanted = new() { Name = "x", Authority = "corp", Form = "x" };
        NewToken[] wrong =
        [
            wanted with { Lifetime = TimeSpan.FromHours(2) },
            wanted with { Terms = new TokenTerms { MaximumUses = 1 } },
            wanted with { Terms = new TokenTerms { Networks = ["10.0.0.0/8"] } },
        ];
        Assert.All(wrong, one => Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => _store.Session.Tokens.Check(one, default)).Cause));
        Assert.Equal(MimErrorCause.AuthorityNotFound, Assert.Throws<MimException>(() => _store.Session.Tokens.Check(wanted with { Authority = "none" }, default)).Cause);
    }

    [Fact]
    public void What_breaks_a_rule_is_refused()
    {
        NewTokenAuthority wanted = new() { Name = "x" };
        (NewTokenAuthority Wanted, MimErrorCause Cause)[] wrong =
        [
            (wanted with { Name = "" }, MimErrorCause.InvalidName),
            (wanted with { Name = "CORP" }, MimErrorCause.IdentityExists),
            (wanted with { Issuer = "a\nb" }, MimErrorCause.InvalidArgument),
            (wanted with { LongestToken = TimeSpan.Zero }, MimErrorCause.InvalidArgument),
            (wanted with { LongestToken = TimeSpan.FromDays(400) }, MimErrorCause.InvalidArgument),
            (wanted with { Lifetime = TimeSpan.Zero }, MimErrorCause.InvalidArgument),
        ];
        Assert.All(wrong, one => Assert.Equal(one.Cause, Assert.Throws<MimException>(() => Book.Check(one.Wanted, default)).Cause));
        Assert.Equal(
            MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Book.Create(wanted with { KeyAlgorithm = KeyAlgorithm.EcdsaP384 }, default)).Cause);
        using var token = Create("agent", _corp, audience: "registry");
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => Book.KeySet(token.Identity.Id)).Cause);
        Assert.Null(Book.Find(token.Identity));
    }

    private static string Text(IssuedToken token) => Encoding.ASCII.GetString(token.Token.Span);

    private IssuedToken Create(string name, TokenAuthority authority, string audience) => _store.Session.Tokens.Create(
        new NewToken { Name = name, Authority = authority.Name, Terms = new TokenTerms { Audiences = [audience], Scopes = ["read"] }, Form = "x" }, default);

    private TokenVerdict Known(IssuedToken token) => _store.Session.Tokens.Test(new TokenQuestion { Token = token.Token, Audience = "registry" }, default);

    private TokenVerdict Verify(IssuedToken token, TokenAuthority authority) => _store.Session.Tokens.Test(new SignedTokenQuestion
    {
        Token = new TokenQuestion { Token = token.Token, Audience = "registry", Scopes = ["read"] }, KeySet = Book.KeySet(authority.Id), Issuer = authority.Issuer,
    });

    private List<string?> KeyIds() =>
        [.. JsonDocument.Parse(Book.KeySet(_corp.Id)).RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString())];
}
