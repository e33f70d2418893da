using System.Globalization;
using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>Holds a token that is known against what it is asked for. Pure.</summary>
internal static class TokenJudge
{
    /// <param name="known">Whose it is, which one, and what it is good for.</param>
    /// <param name="question">What it is asked for.</param>
    /// <param name="uses">How often it was used; not asked for tokens without a limit.</param>
    /// <param name="now">UTC.</param>
    public static TokenVerdict Judge(KnownToken known, TokenQuestion question, Func<int> uses, DateTimeOffset now)
    {
        var (identity, version, terms, isKeyRevoked) = known;
        var (trouble, detail) = Unproved(isKeyRevoked) ?? Ended(version, now) ?? Misplaced(terms, question) ?? default;
        int? left = trouble == TokenTrouble.None && terms.MaximumUses is { } most ? most - uses() : null;
        if (left <= 0)
        {
            (trouble, detail) = (TokenTrouble.UsedUp, string.Create(CultureInfo.InvariantCulture, $"was used {terms.MaximumUses} times, as often as it may be"));
        }

        return new TokenVerdict
        {
            Trouble = trouble,
            Detail = detail is null ? null : $"'{identity.Name}' {detail}.",
            Name = identity.Name,
            IdentityId = identity.Id,
            Owner = identity.Owner,
            Version = version.Number,
            Scopes = terms.Scopes,
            Audiences = terms.Audiences,
            Networks = terms.Networks,
            NotAfter = version.NotAfter,
            UsesLeft = left is null ? null : Math.Max(0, left.Value - (question.IsInspection ? 0 : 1)),
        };
    }

    /// <summary>What is wrong with where, by whom and for what a token is shown; null when nothing is.</summary>
    public static (TokenTrouble Trouble, string Detail)? Misplaced(TokenTerms terms, TokenQuestion question)
    {
        if (terms.Audiences.Count > 0 && !terms.Audiences.Contains(question.Audience, StringComparer.Ordinal))
        {
            return (TokenTrouble.WrongAudience, $"is for {string.Join(", ", terms.Audiences)} and not for {question.Audience ?? "nobody in particular"}");
        }

        if (question.Scopes.Except(terms.Scopes, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            return (TokenTrouble.MissingScope, $"is not for {string.Join(", ", missing)}");
        }

        return terms.Networks.Count == 0 || (question.Source is { } source && TokenRules.Contains(terms.Networks, source))
            ? null
            : (TokenTrouble.WrongNetwork, $"may come from {string.Join(", ", terms.Networks)} and not from {question.Source?.ToString() ?? "nowhere in particular"}");
    }

    private static (TokenTrouble Trouble, string Detail)? Unproved(bool isKeyRevoked) =>
        isKeyRevoked ? (TokenTrouble.Revoked, "was signed by a key that is revoked") : null;

    private static (TokenTrouble Trouble, string Detail)? Ended(CredentialVersion version, DateTimeOffset now) => version.State switch
    {
        // A version that another replaced is deactivated at a time that may still lie ahead.
        VersionState.Active => version.NotAfter <= now ? (TokenTrouble.Expired, At("expired", version.NotAfter)) : null,
        VersionState.Deactivated when now < version.StateAt && version.NotAfter > now => null,
        VersionState.Deactivated => (TokenTrouble.Superseded, At("was replaced by another, and ended", version.StateAt)),
        _ => (TokenTrouble.Revoked, At($"is {version.State}", version.StateAt)),
    };

    private static string At(string what, DateTimeOffset? time) => string.Create(CultureInfo.InvariantCulture, $"{what} on {time:yyyy-MM-dd HH:mm:ss}Z");
}
