using System.Globalization;
using Mim.Core.Ports;
using Mim.Core.Tokens.Jose;

namespace Mim.Core.Tokens;

/// <summary>
/// Says what tokens of other issuers are worth by their signature alone. Who is asked says which issuer, keys and audience are right; the
/// token says nothing that decides how it is judged (RFC 8725).
/// </summary>
internal sealed class SignedTokenTester(IJsonWebTokenCodec tokens, IJsonWebKeyCodec keys, TimeProvider time)
{
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: the set of keys is none.</exception>
    public TokenVerdict Test(SignedTokenQuestion question)
    {
        var trusted = keys.Read(question.KeySet);
        JsonWebToken token;
        try
        {
            token = tokens.Read(question.Token.Token.Span);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidToken)
        {
            return new TokenVerdict { Trouble = TokenTrouble.Malformed, Detail = exception.Message };
        }

        var isSigned = trusted.Any(key => (token.KeyId is null || key.KeyId is null || key.KeyId == token.KeyId) && tokens.Verify(token, key));
        if (!isSigned)
        {
            // What a stranger wrote into it is not repeated as if it were so.
            return new TokenVerdict { Trouble = TokenTrouble.WrongSignature, Detail = "No key of the set made the signature." };
        }

        var (trouble, detail) = Judge(token, question, time.GetUtcNow());
        return new TokenVerdict
        {
            Trouble = trouble,
            Detail = detail,
            Name = token.Subject,
            Scopes = token.Scopes,
            Audiences = token.Audiences,
            NotAfter = token.ExpiresAt,
        };
    }

    private static (TokenTrouble Trouble, string? Detail) Judge(JsonWebToken token, SignedTokenQuestion question, DateTimeOffset now)
    {
        if (token.Issuer != question.Issuer)
        {
            return (TokenTrouble.WrongIssuer, $"The token is of {token.Issuer ?? "nobody"} and not of {question.Issuer}.");
        }

        if (token.ExpiresAt is not { } end || end + question.ClockSkew <= now)
        {
            return (TokenTrouble.Expired, string.Create(CultureInfo.InvariantCulture, $"The token ended on {token.ExpiresAt:yyyy-MM-dd HH:mm:ss}Z, or says no end."));
        }

        if (token.NotBefore > now + question.ClockSkew || token.IssuedAt > now + question.ClockSkew)
        {
            return (TokenTrouble.NotYetValid, string.Create(CultureInfo.InvariantCulture, $"The token begins on {token.NotBefore ?? token.IssuedAt:yyyy-MM-dd HH:mm:ss}Z."));
        }

        if (question.Token.Audience is { } audience && token.Audiences.Count == 0)
        {
            return (TokenTrouble.WrongAudience, $"The token is for nobody in particular and not for {audience}.");
        }

        var terms = new TokenTerms { Audiences = token.Audiences, Scopes = token.Scopes };
        return TokenJudge.Misplaced(terms, question.Token) is { } wrong ? (wrong.Trouble, $"The token {wrong.Detail}.") : default;
    }
}
