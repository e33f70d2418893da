using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;

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
    private readonly TokenTester _tester;

    internal TokenDesk(IInventory inventory, ActLedger ledger, StoreSecretHasher hasher)
    {
        (_inventory, _ledger, _hasher) = (inventory, ledger, hasher);
        _tester = new TokenTester(inventory, ledger, hasher);
    }

    /// <summary>Makes a token; it is on record when this returns. Whoever gets it disposes it.</summary>
    /// <exception cref="MimException">The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, or the store's trouble.</exception>
    public IssuedToken Create(NewToken request, CancellationToken cancellationToken)
    {
        var (wanted, policy) = Normalize(request);
        var identity = wanted.ToIdentity(IdentityKind.ApiToken, _ledger.Now);
        var template = new TokenTemplate { Terms = wanted.Terms, Lifetime = wanted.Lifetime };
        return Issue(
            template,
            policy,
            identity.Id,
            number: 1,
            wanted.Form,
            (version, transaction, acts) => VersionWriter.AddNew(
                transaction, acts, "CreateToken", identity, new PreparedVersion(version, SealedKey: null), authority: null),
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
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { Lifetime = LifetimeOf(template, policy) });
        return Issue(
            template,
            policy,
            identityId,
            identity.Version + 1,
            form,
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

    private static TimeSpan LifetimeOf(TokenTemplate template, IdentityPolicy policy) => template.Lifetime ?? policy.DefaultLifetime;

    private IssuedToken Issue(
        TokenTemplate template,
        IdentityPolicy policy,
        Guid identityId,
        int number,
        string form,
        Func<CredentialVersion, IInventoryTransaction, ActScope, MachineIdentity> write,
        CancellationToken cancellationToken)
    {
        _hasher.Open(cancellationToken);
        var token = TokenText.Generate(TokenText.ApiPrefix);
        try
        {
            var version = PreparedVersion.Begun(identityId, number, LifetimeOf(template, policy), _ledger.Now) with
            {
                State = VersionState.Active, StateReason = "Issued", Fingerprint = _hasher.Hash(token.Span), Template = template.ToJson(),
            };
            var identity = _ledger.Commit(
                (transaction, acts) =>
                {
                    var written = write(version, transaction, acts);
                    var detail = new Dictionary<string, string> { ["version"] = written.Version.ToString(CultureInfo.InvariantCulture), ["form"] = form };
                    acts.Record(new Act("DiscloseToken", "Identity", written.Id.ToString(), written.Name, detail));
                    return written;
                },
                cancellationToken);
            return new IssuedToken(identity, template.Terms, token);
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }

    private (NewToken Wanted, IdentityPolicy Policy) Normalize(NewToken request)
    {
        var name = NameRules.IdentityName(request.Name);
        TokenRules.Enforce(request.Terms, request.Lifetime, name);
        var policy = PolicyBook.Merge(_inventory.Policies)[(int)request.Criticality];
        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = name, Owner = request.Owner, Tags = request.Tags, Lifetime = request.Lifetime ?? policy.DefaultLifetime,
        });
        return (request with { Name = name }, policy);
    }
}
