using System.Globalization;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Tokens;

/// <summary>
/// Says of tokens that are shown what they are worth. That a token was accepted is evidence of its use, written with the act in the
/// transaction that counted the uses: of two who show the last one at once, one is refused.
/// </summary>
internal sealed class TokenTester(IInventory inventory, ActLedger ledger, StoreSecretHasher hasher)
{
    public TokenVerdict Test(TokenQuestion question, CancellationToken cancellationToken)
    {
        hasher.Open(cancellationToken);
        return question.IsInspection
            ? Judge(inventory.Versions, inventory.Identities, inventory.Evidence, question, ledger.Now, cancellationToken).Verdict
            : ledger.Commit((transaction, acts) => Use(transaction, acts, question, cancellationToken), cancellationToken);
    }

    private TokenVerdict Use(IInventoryTransaction transaction, ActScope acts, TokenQuestion question, CancellationToken cancellationToken)
    {
        var (verdict, known) = Judge(transaction.Versions, transaction.Identities, transaction.Evidence, question, acts.Now, cancellationToken);
        var source = question.Source?.ToString();
        if (verdict.IsValid)
        {
            transaction.Evidence.Add(new Evidence
            {
                Id = Guid.CreateVersion7(acts.Now),
                IdentityId = known!.Identity.Id,
                VersionId = known.Version.Id,
                Kind = EvidenceKind.Authenticated,
                Source = source ?? $"{ledger.Context.Actor}@{ledger.Context.Host}",
                Detail = question.Audience,
                At = acts.Now,
            });
        }

        acts.Record(new Act("TestToken", "Identity", known?.Identity.Id.ToString(), known?.Identity.Name, new Dictionary<string, string>
        {
            ["version"] = known?.Version.Number.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
            ["trouble"] = verdict.IsValid ? string.Empty : verdict.Trouble.ToString(),
            ["audience"] = question.Audience ?? string.Empty,
            ["source"] = source ?? string.Empty,
        },
        verdict.IsValid ? ActOutcome.Succeeded : ActOutcome.Denied));
        return verdict;
    }

    private (TokenVerdict Verdict, KnownToken? Known) Judge(
        IVersionReader versions, IIdentityReader identities, IEvidenceReader evidence, TokenQuestion question, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isSigned = question.Token.Span.Contains((byte)'.');
        if (!isSigned && !TokenText.IsWhole(TokenText.ApiPrefix, question.Token.Span))
        {
            return (new TokenVerdict { Trouble = TokenTrouble.Malformed, Detail = "That is no token, or one that was cut short or mistyped." }, null);
        }

        if (Find(versions, identities, hasher.Hash(question.Token.Span), cancellationToken) is not { } known)
        {
            return (new TokenVerdict { Trouble = TokenTrouble.Unknown, Detail = "This store knows no such token." }, null);
        }

        int Uses() => evidence.OfIdentity(known.Identity.Id, cancellationToken)
            .Count(fact => fact.VersionId == known.Version.Id && fact.Kind == EvidenceKind.Authenticated);
        return (TokenJudge.Judge(known, question, Uses, now), known);
    }

    // A secret that somebody keeps may be a token of ours, and has its hash then.
    private static KnownToken? Find(IVersionReader versions, IIdentityReader identities, string hash, CancellationToken cancellationToken)
    {
        foreach (var version in versions.Find(new VersionQuery { Fingerprint = hash }, cancellationToken))
        {
            if (identities.Get(version.IdentityId) is { Kind: IdentityKind.ApiToken } identity && TokenTemplate.FromJson(version.Template) is { } template)
            {
                var isKeyRevoked = version.IssuerVersionId is { } key && versions.Get(key) is null or { State: VersionState.Revoked };
                return new KnownToken(identity, version, template.Terms, isKeyRevoked);
            }
        }

        return null;
    }
}
