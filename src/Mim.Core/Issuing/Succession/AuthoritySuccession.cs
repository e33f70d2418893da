using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>
/// Leads from one authority to the next: the next is trusted everywhere before it issues, the old one issues nothing from then on, and
/// is trusted until nothing of it is in use.
/// </summary>
public sealed class AuthoritySuccession
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly TargetBook _targets;

    internal AuthoritySuccession(IInventory inventory, ActLedger ledger, TargetBook targets) =>
        (_inventory, _ledger, _targets) = (inventory, ledger, targets);

    /// <summary>Says whether an authority issues. One that is in that state already is left as it is.</summary>
    /// <param name="authorityId">The authority's identity.</param>
    /// <param name="state">What it becomes.</param>
    /// <param name="isForced">Activate it though its trust bundle is missing somewhere, or retire it though it is in use.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AuthorityNotFound"/>; <see cref="MimErrorCause.ProofFailed"/>: its trust bundle is not proved somewhere;
    /// <see cref="MimErrorCause.WrongState"/>: it cannot come to that state, or what it issued is in use.
    /// </exception>
    public async Task SetAsync(Guid authorityId, AuthorityState state, bool isForced, CancellationToken cancellationToken)
    {
        if (await CheckAsync(authorityId, state, isForced, cancellationToken).ConfigureAwait(false))
        {
            _ledger.Commit(
                (transaction, acts) => Set(transaction, acts, authorityId, state, isForced, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Throws what <see cref="SetAsync"/> would throw, and changes nothing. Whether there is anything to change.</summary>
    /// <exception cref="MimException">As <see cref="SetAsync"/>.</exception>
    public async Task<bool> CheckAsync(Guid authorityId, AuthorityState state, bool isForced, CancellationToken cancellationToken)
    {
        var authority = _inventory.Identities.Get(authorityId) ?? throw IdentityCatalog.NotFound(authorityId);
        var record = _inventory.Authorities.Get(authorityId)
            ?? throw new MimException(
                MimErrorCause.AuthorityNotFound, $"'{authority.Name}' is no authority of this store.", authority.Name);
        if (record.State == state)
        {
            return false;
        }

        AuthorityTransitions.Require(new SuccessionSources(_inventory), authority, state, isForced, _ledger.Now, cancellationToken);
        if (state == AuthorityState.Active && !isForced)
        {
            AuthorityTransitions.RequireDelivered(authority, await UnprovedAsync(authorityId, cancellationToken).ConfigureAwait(false));
        }

        return true;
    }

    /// <summary>Looks at every trust bundle that this machine can look at.</summary>
    private async Task<IReadOnlyList<string>> UnprovedAsync(Guid authorityId, CancellationToken cancellationToken)
    {
        var unproved = new List<string>();
        foreach (var target in _inventory.Targets.Find(authorityId, cancellationToken).Where(BundleTargets.IsBundle).ToList())
        {
            // What is on another machine was proved there.
            var isHere = !target.IsElsewhere(_ledger.Context.Host);
            if (isHere && await _targets.TestAsync(target.Id, cancellationToken).ConfigureAwait(false) is { Holds: false } test)
            {
                unproved.Add($"{target.Address} ({test.Reason.TrimEnd('.')})");
            }
        }

        return unproved;
    }

    private static void Set(
        IInventoryTransaction transaction,
        ActScope acts,
        Guid authorityId,
        AuthorityState state,
        bool isForced,
        CancellationToken cancellationToken)
    {
        var authority = transaction.Identities.Get(authorityId) ?? throw IdentityCatalog.NotFound(authorityId);
        var record = transaction.Authorities.Get(authorityId)!;
        AuthorityTransitions.Require(new SuccessionSources(transaction), authority, state, isForced, acts.Now, cancellationToken);
        if (state == AuthorityState.Retired)
        {
            AuthorityWithdrawal.Retire(transaction, acts, authority, record, cancellationToken);
        }
        else
        {
            transaction.Authorities.Put(record with { State = state });
        }

        acts.Record(new Act("SetAuthorityState", "Identity", authorityId.ToString(), authority.Name, new Dictionary<string, string>
        {
            ["from"] = record.State.ToString(),
            ["to"] = state.ToString(),
            ["forced"] = isForced ? "yes" : "no",
        }));
    }
}
