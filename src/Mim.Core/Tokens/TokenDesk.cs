using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Tokens;

/// <summary>
/// Tokens that machines show to services: made, replaced and tested. The store keeps of each a hash under a key of its own, by which it is
/// known again, and never the token.
/// </summary>
public sealed class TokenDesk
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly StoreSecretHasher _hasher;
    private readonly TokenSigner _signer;
    private readonly SignedTokenTester _signedTester;
    private readonly TokenTester _tester;

    internal TokenDesk(IInventory inventory, ActLedger ledger, StoreSecretHasher hasher, TokenSigner signer, SignedTokenTester signedTester)
    {
        (_inventory, _ledger, _hasher, _signer, _signedTester) = (inventory, ledger, hasher, signer, signedTester);
        _tester = new TokenTester(inventory, ledger, hasher);
    }

    /// <summary>Makes a token; it is on record when this returns. Whoever gets it disposes it.</summary>
    /// <exception cref="MimException">The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, or the store's trouble.</exception>
    public IssuedToken Create(NewToken request, CancellationToken cancellationToken)
    {
        var (wanted, policy, authority) = Normalize(request);
        var identity = wanted.ToIdentity(IdentityKind.ApiToken, _ledger.Now);
        var template = new TokenTemplate { Terms = wanted.Terms, AuthorityId = authority?.Identity.Id, Lifetime = wanted.Lifetime };
        return Issue(
            new TokenDraft(identity.Id, identity.Name, Number: 1, template, LifetimeOf(template.Lifetime, policy, authority), authority, wanted.Form),
            (version, transaction, acts) => VersionWriter.AddNew(
                transaction, acts, "CreateToken", identity, new PreparedVersion(version, SealedKey: null), authority?.Identity.Name),
            cancellationToken);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewToken request, CancellationToken cancellationToken) =>
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.ApiToken, Normalize(request).Wanted.Name, cancellationToken);

    /// <summary>Makes the next token on the same terms. The one before is accepted for a while longer, so that its holders can change over.</summary>
    /// <param name="identityId">Which.</param>
    /// <param name="overlap">How much longer; zero ends it at once.</param>
    /// <param name="form">In which form the token leaves, for the record: for example <c>SecureString</c>.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.WrongState"/>: no token, or revoked or disposed of; the rule that is broken.
    /// </exception>
    public IssuedToken Replace(Guid identityId, TimeSpan overlap, string form, CancellationToken cancellationToken)
    {
        var (identity, template) = Require(_inventory, identityId);
        if (overlap < TimeSpan.Zero)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The overlap of '{identity.Name}' is shorter than nothing.", identity.Name);
        }

        var policy = PolicyBook.Merge(_inventory.Policies)[(int)identity.Criticality];
        var authority = template.AuthorityId is { } id ? _signer.Require(id, _ledger.Now) : null;
        var lifetime = LifetimeOf(template.Lifetime, policy, authority);
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { Lifetime = lifetime });
        return Issue(
            new TokenDraft(identityId, identity.Name, identity.Version + 1, template, lifetime, authority, form),
            (version, transaction, acts) => TokenVersions.Replace(transaction, acts, Require(transaction, identityId).Identity, version, overlap),
            cancellationToken);
    }

    /// <summary>Throws what <see cref="Replace"/> would throw of the token itself, and changes nothing.</summary>
    public void CheckReplace(Guid identityId) => Require(_inventory, identityId);

    /// <summary>
    /// Says what a token is worth for what it is asked for. Unless it is only looked at, accepting it is recorded as evidence of use, and
    /// refusing it as denied.
    /// </summary>
    public TokenVerdict Test(TokenQuestion question, CancellationToken cancellationToken) => _tester.Test(question, cancellationToken);

    /// <summary>Says what a token is worth by its signature, without the store.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: the set of keys is none.</exception>
    public TokenVerdict Test(SignedTokenQuestion question) => _signedTester.Test(question);

    private static (MachineIdentity Identity, TokenTemplate Template) Require(IInventoryReader inventory, Guid id) =>
        Require(inventory.Identities, inventory.Versions, id);

    private static (MachineIdentity Identity, TokenTemplate Template) Require(IInventoryTransaction transaction, Guid id) =>
        Require(transaction.Identities, transaction.Versions, id);

    private static (MachineIdentity Identity, TokenTemplate Template) Require(IIdentityReader identities, IVersionReader versions, Guid id)
    {
        var identity = identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
        var isLive = identity is { Kind: IdentityKind.ApiToken, Status: VersionState.Active, CurrentVersionId: not null };
        var template = isLive ? TokenTemplate.FromJson(versions.Get(identity.CurrentVersionId!.Value)?.Template) : null;
        return template is not null ? (identity, template) : throw new MimException(
            MimErrorCause.WrongState, $"'{identity.Name}' is a {identity.Kind} that is {identity.Status}; only an active token of this store is replaced.", identity.Name);
    }

    private static TimeSpan LifetimeOf(TimeSpan? asked, IdentityPolicy policy, SigningTokenAuthority? authority) => asked
        ?? (authority?.Template.LongestToken is { } longest && longest < policy.DefaultLifetime ? longest : policy.DefaultLifetime);

    private IssuedToken Issue(
        TokenDraft draft, Func<CredentialVersion, IInventoryTransaction, ActScope, MachineIdentity> write, CancellationToken cancellationToken)
    {
        _hasher.Open(cancellationToken);
        var begun = PreparedVersion.Begun(draft.IdentityId, draft.Number, draft.Lifetime, _ledger.Now);
        var token = draft.Authority is { } authority
            ? _signer.Sign(authority, draft.Name, begun, draft.Template.Terms)
            : TokenText.Generate(TokenText.ApiPrefix);
        try
        {
            var version = begun with
            {
                State = VersionState.Active,
                StateReason = "Issued",
                Fingerprint = _hasher.Hash(token.Span),
                Template = draft.Template.ToJson(),
                AuthorityId = draft.Authority?.Identity.Id,
                IssuerVersionId = draft.Authority?.Version.Id,
            };
            var identity = _ledger.Commit(
                (transaction, acts) =>
                {
                    var written = write(version, transaction, acts);
                    var detail = new Dictionary<string, string> { ["version"] = written.Version.ToString(CultureInfo.InvariantCulture), ["form"] = draft.Form };
                    acts.Record(new Act("DiscloseToken", "Identity", written.Id.ToString(), written.Name, detail));
                    return written;
                },
                cancellationToken);
            return new IssuedToken(identity, draft.Template.Terms, token);
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }

    private (NewToken Wanted, IdentityPolicy Policy, SigningTokenAuthority? Authority) Normalize(NewToken request)
    {
        var name = NameRules.IdentityName(request.Name);
        TokenRules.Enforce(request.Terms, request.Lifetime, name);
        var policy = PolicyBook.Merge(_inventory.Policies)[(int)request.Tier];
        var authority = request.Authority is { } signer ? _signer.Require(signer, _ledger.Now) : null;
        var lifetime = LifetimeOf(request.Lifetime, policy, authority);
        if (authority is not null)
        {
            TokenRules.EnforceSigned(request.Terms, lifetime, authority.Template.LongestToken, name);
        }

        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = name, Owner = request.Owner, Tags = request.Tags, Lifetime = lifetime, Authority = authority?.Identity.Name,
        });
        return (request with { Name = name }, policy, authority);
    }
}
