using System.Globalization;
using System.Runtime.CompilerServices;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Vault;

namespace Mim.Core.Accounts.Lending;

/// <summary>
/// Lends accounts to one at a time. Who returns one has it rotated, and only what is proved to refuse the lent password is lent again;
/// what nobody returns is rotated by the next run after its end.
/// </summary>
public sealed class AccountLending
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly RotationEngine _rotation;

    internal AccountLending(IInventory inventory, ActLedger ledger, Sealer sealer, RotationEngine rotation) =>
        (_inventory, _ledger, _sealer, _rotation) = (inventory, ledger, sealer, rotation);

    private string Caller => $"{_ledger.Context.Actor}@{_ledger.Context.Host}";

    /// <summary>Lends an account. The lease, the act and the evidence are committed before the password leaves.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccountLent"/>: nothing is free; <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.WrongState"/>:
    /// it cannot be lent; <see cref="MimErrorCause.PolicyViolation"/>, <see cref="MimErrorCause.InvalidArgument"/>: not for so long.
    /// </exception>
    public LentAccount Borrow(AccountLoan wanted, CancellationToken cancellationToken)
    {
        LeaseRules.RequirePurpose(wanted.Purpose);
        KeyMaterial? password = null;
        try
        {
            var lease = _ledger.Commit(
                (transaction, acts) =>
                {
                    var (lent, version) = Lend(transaction, acts, wanted, cancellationToken);
                    password?.Dispose();
                    password = _sealer.Unseal(transaction.Sealed, version.Id, SealedPurpose.Secret);
                    return lent;
                },
                cancellationToken);
            return new LentAccount(lease, password!);
        }
        catch
        {
            password?.Dispose();
            throw;
        }
    }

    /// <summary>Moves the end of a lease; the policy's maximum counts from when it was lent.</summary>
    /// <param name="identityId">Of the account.</param>
    /// <param name="lifetime">From now on.</param>
    /// <param name="isForced">Also that of somebody else.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.WrongState"/>: not lent, or over; <see cref="MimErrorCause.AccessDenied"/>: lent to somebody else;
    /// <see cref="MimErrorCause.PolicyViolation"/>, <see cref="MimErrorCause.InvalidArgument"/>.
    /// </exception>
    public AccountLease Prolong(Guid identityId, TimeSpan lifetime, bool isForced, CancellationToken cancellationToken) => _ledger.Commit(
        (transaction, acts) =>
        {
            var (identity, lease) = Require(transaction, identityId, isForced);
            if (lease.OverAt <= acts.Now)
            {
                throw new MimException(MimErrorCause.WrongState, LeaseRules.Held(lease, acts.Now), identity.Name);
            }

            var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
            var prolonged = lease with { EndsAt = LeaseRules.EndOf(identity, policy, lifetime, lease.LentAt, acts.Now) };
            transaction.AccountLeases.Put(prolonged);
            acts.Record(ActOf("ProlongLease", prolonged));
            return prolonged;
        },
        cancellationToken);

    /// <summary>
    /// Takes accounts back and rotates them. That one was returned is on record before its rotation starts: whatever becomes of the
    /// rotation, the account is lent to nobody until one has ended well.
    /// </summary>
    /// <param name="identityIds">Of the accounts; one that cannot be returned gives a result with its error.</param>
    /// <param name="isForced">Also what somebody else borrowed.</param>
    /// <param name="options">How to rotate.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async IAsyncEnumerable<RotationResult> ReturnAsync(
        IReadOnlyList<Guid> identityIds, bool isForced, RotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var returned = new List<Guid>();
        foreach (var id in identityIds)
        {
            if (Return(id, isForced, cancellationToken) is { } failure)
            {
                yield return failure;
            }
            else
            {
                returned.Add(id);
            }
        }

        await foreach (var result in _rotation.RotateAsync(returned, options, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>Throws what <see cref="ReturnAsync"/> would give as an error before it rotates, and changes nothing.</summary>
    public void CheckReturn(Guid identityId, bool isForced) => Require(_inventory.Identities, _inventory.AccountLeases, identityId, isForced);

    /// <summary>Newest first.</summary>
    public IEnumerable<AccountLease> Find(AccountLeaseQuery query, CancellationToken cancellationToken) => _inventory.AccountLeases.Find(query, cancellationToken);

    /// <summary>Why an account that nobody has any more is not free; null when nothing is known.</summary>
    public string? ReasonOf(AccountLease lease, CancellationToken cancellationToken) => lease.FreedAt is not null
        ? null
        : _inventory.Journal.Find(new RotationQuery { IdentityId = lease.IdentityId }, cancellationToken)
            .FirstOrDefault(rotation => !rotation.IsDelivery && rotation.StartedAt >= lease.OverAt)?.Reason;

    private (AccountLease Lease, CredentialVersion Version) Lend(
        IInventoryTransaction transaction, ActScope acts, AccountLoan wanted, CancellationToken cancellationToken)
    {
        var (identity, version) = new AccountLibrary(transaction, acts.Now, cancellationToken).Choose(wanted);
        var policy = PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality];
        var lease = new AccountLease
        {
            Id = Guid.CreateVersion7(acts.Now),
            IdentityId = identity.Id,
            Identity = identity.Name,
            VersionId = version.Id,
            UserName = version.Subject,
            Borrower = Caller,
            Purpose = wanted.Purpose.Trim(),
            LentAt = acts.Now,
            EndsAt = LeaseRules.EndOf(identity, policy, wanted.Lifetime, acts.Now, acts.Now),
        };
        transaction.AccountLeases.Put(lease);
        SecretReader.Note(transaction, acts, identity, version, Caller);
        acts.Record(ActOf("LendAccount", lease));
        return (lease, version);
    }

    private RotationResult? Return(Guid identityId, bool isForced, CancellationToken cancellationToken)
    {
        try
        {
            _ledger.Commit(
                (transaction, acts) =>
                {
                    var (_, lease) = Require(transaction.Identities, transaction.AccountLeases, identityId, isForced);
                    var returned = lease with { ReturnedAt = lease.ReturnedAt ?? acts.Now, ReturnedBy = lease.ReturnedBy ?? Caller };
                    transaction.AccountLeases.Put(returned);
                    acts.Record(ActOf("ReturnAccount", returned));
                },
                cancellationToken);
            return null;
        }
        catch (MimException error) when (!StoreTrouble.Is(error))
        {
            return new RotationResult
            {
                IdentityId = identityId, Identity = error.Subject ?? identityId.ToString(), Outcome = RotationOutcome.Failed, Reason = error.Message, Error = error,
            };
        }
    }

    private (MachineIdentity Identity, AccountLease Lease) Require(IInventoryTransaction transaction, Guid identityId, bool isForced) =>
        Require(transaction.Identities, transaction.AccountLeases, identityId, isForced);

    private (MachineIdentity Identity, AccountLease Lease) Require(
        IIdentityReader identities, IAccountLeaseReader leases, Guid identityId, bool isForced)
    {
        var identity = identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
        var lease = leases.Open(identityId)
            ?? throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is not lent.", identity.Name);
        return isForced || lease.Borrower.Equals(Caller, StringComparison.OrdinalIgnoreCase)
            ? (identity, lease)
            : throw new MimException(
                MimErrorCause.AccessDenied, $"'{identity.Name}' is lent to {lease.Borrower}, and you are {Caller}: -Force does it all the same.", identity.Name);
    }

    private static Act ActOf(string name, AccountLease lease) => new(name, "Lease", lease.Id.ToString(), lease.Identity, new Dictionary<string, string>
    {
        ["identity"] = lease.IdentityId.ToString(),
        ["borrower"] = lease.Borrower,
        ["purpose"] = lease.Purpose,
        ["endsAt"] = CanonicalJson.Timestamp(lease.EndsAt),
    });
}
