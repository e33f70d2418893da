using System.Text;
using Mim.Core.Sealing;
using Mim.Core.Tokens;
using Mim.Testing;

namespace Mim.Core.Tests.Tokens;

public sealed class SignedTokenTesterTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly IssuedToken _token;
    private readonly SignedTokenQuestion _question;

    public SignedTokenTesterTests()
    {
        var authority = _store.Session.TokenAuthorities.Create(new NewTokenAuthority { Name = "corp" }, default);
        var terms = new TokenTerms { Audiences = ["registry"], Scopes = ["read"] };
        _token = _store.Session.Tokens.Create(new NewToken { Name = "agent", Authority = "corp", Terms = terms, Form = "x" }, default);
        _question = new SignedTokenQuestion
        {
            Token = new TokenQuestion { Token = _token.Token, Audience = "registry" }, KeySet = _store.Session.TokenAuthorities.KeySet(authority.Id), Issuer = "corp",
        };
    }

    public void Dispose()
    {
        _token.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Who_asks_says_what_is_right()
    {
        Assert.Equal(TokenTrouble.None, Test(_question));
        Assert.Equal(TokenTrouble.WrongIssuer, Test(_question with { Issuer = "Corp" }));
        Assert.Equal(TokenTrouble.WrongAudience, Test(_question with { Token = _question.Token with { Audience = "mail" } }));
        Assert.Equal(TokenTrouble.WrongAudience, Test(_question with { Token = _question.Token with { Audience = null } }));
        Assert.Equal(TokenTrouble.MissingScope, Test(_question with { Token = _question.Token with { Scopes = ["read", "write"] } }));
        Assert.Equal(TokenTrouble.WrongSignature, Test(_question with { KeySet = Encoding.UTF8.GetBytes("""{"keys":[]}""") }));
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Test(_question with { KeySet = default })).Cause);
    }

    [Fact]
    public void Clocks_may_lie_a_little_apart()
    {
        var (start, end) = (_store.Time.Now, _store.Time.Now.AddHours(1));
        _store.Time.Now = start.AddSeconds(-59);
        Assert.Equal(TokenTrouble.None, Test(_question));
        _store.Time.Now = start.AddSeconds(-61);
        Assert.Equal(TokenTrouble.NotYetValid, Test(_question));
        _store.Time.Now = end.AddSeconds(59);
        Assert.Equal(TokenTrouble.None, Test(_question));
        Assert.Equal(TokenTrouble.Expired, Test(_question with { ClockSkew = TimeSpan.Zero }));
        _store.Time.Now = end.AddSeconds(60);
        Assert.Equal(TokenTrouble.Expired, Test(_question));
    }

    [Theory]
    [InlineData("", TokenTrouble.Malformed)]
    [InlineData("mim_x", TokenTrouble.Malformed)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJpc3MiOiJjb3JwIn0.", TokenTrouble.WrongSignature)]
    public void What_is_not_signed_is_not_believed(string text, TokenTrouble trouble)
    {
        using var token = KeyMaterial.CopyOf(Encoding.ASCII.GetBytes(text));
        var verdict = _store.Session.Tokens.Test(_question with { Token = _question.Token with { Token = token } });
        Assert.Equal((trouble, null), (verdict.Trouble, verdict.Name));
    }

    private TokenTrouble Test(SignedTokenQuestion question) => _store.Session.Tokens.Test(question).Trouble;
}
