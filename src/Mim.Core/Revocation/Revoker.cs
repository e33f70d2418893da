using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Revocation.Ssh;

namespace Mim.Core.Revocation;

/// <summary>
/// Revokes identities: every certificate of theirs that has not expired goes on its authority's next CRL, and keys and certificates of
/// SSH on the next key revocation list.
/// </summary>
public sealed class Revoker(IInventory inventory, ActLedger ledger)
{
    private const int Batch = 256;

    /// <summary>
    /// Revokes one identity. A suspended one (CertificateHold) may be revoked for good, or freed with RemoveFromCrl. One that
    /// was disposed of goes on the list and stays destroyed.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.AlreadyRevoked"/>, <see cref="MimErrorCause.WrongState"/>.
    /// </exception>
    public RevocationResult Revoke(Guid identityId, RevocationRequest request, CancellationToken cancellationToken) =>
        ledger.Commit((transaction, acts) => Revoke(transaction, acts, identityId, request), cancellationToken);

    /// <summary>
    /// Revokes an authority and all it issued, authorities below it included, in transactions of 256; what was revoked
    /// before is passed over, so that a run that was stopped can be repeated. Of what another authority issued anew since, only the
    /// versions that this one signed are revoked.
    /// </summary>
    public IEnumerable<RevocationResult> Cascade(Guid authorityId, RevocationRequest request, CancellationToken cancellationToken)
    {
        var pending = new Queue<Guid>([authorityId]);
        var seen = new HashSet<Guid>(pending);
        while (pending.TryDequeue(out var current))
        {
            // An authority that only has a cross-signed certificate of this one stands beside it, not below.
            var authorities = inventory.Authorities.All();
            var known = authorities.Select(record => record.IdentityId).ToHashSet();
            var issued = inventory.Versions.Find(new VersionQuery { AuthorityId = current }, cancellationToken)
                .Where(version => !known.Contains(version.IdentityId))
                .Where(version => version.State is not (VersionState.Revoked or VersionState.Destroyed))
                .Select(version => version.IdentityId);
            var below = authorities.Where(record => record.ParentId == current).Select(record => record.IdentityId);
            var children = below.Where(seen.Add).ToList();
            children.ForEach(pending.Enqueue);
            var leaves = issued.Distinct().Where(id => !seen.Contains(id));
            foreach (var batch in leaves.Append(current).Chunk(Batch))
            {
                foreach (var result in RevokeBatch(batch, current, request, cancellationToken))
                {
                    yield return result;
                }
            }
        }
    }

    private static RevocationResult Revoke(IInventoryTransaction transaction, ActScope acts, Guid identityId, RevocationRequest request)
    {
        var identity = transaction.Identities.Get(identityId) ?? throw IdentityCatalog.NotFound(identityId);
        RequireRevocable(transaction, identity, request);
        if (request.InvalidityDate > acts.Now)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"The invalidity date of '{identity.Name}' lies in the future (RFC 5280 section 5.3.2).", identity.Name);
        }
        var frees = request.Reason == RevocationReason.RemoveFromCrl;
        var state = frees ? VersionState.Active : request.Reason == RevocationReason.CertificateHold ? VersionState.Suspended : VersionState.Revoked;
        var isDestroyed = identity.Status == VersionState.Destroyed;
        var onList = false;
        foreach (var version in transaction.Versions.OfIdentity(identityId))
        {
            if (!Concerns(version, identity, acts.Now))
            {
                continue;
            }

            onList |= List(transaction, version, request, acts.Now, frees)
                | SshKeyRevocation.List(transaction, identity, version, request.Reason, acts.Now);
            if (isDestroyed)
            {
                continue;
            }

            transaction.Versions.Update(version with
            {
                State = frees && version.Id != identity.CurrentVersionId ? VersionState.Deactivated : state,
                StateReason = request.Reason.ToString(),
                StateAt = acts.Now,
                DueAt = state == VersionState.Revoked ? null : version.DueAt,
            });
        }

        transaction.Identities.Update(identity with
        {
            Status = isDestroyed ? VersionState.Destroyed : state,
            DueAt = state == VersionState.Revoked ? null : identity.DueAt,
            UpdatedAt = acts.Now,
        });
        if (state == VersionState.Revoked && transaction.Authorities.Get(identityId) is { } authority)
        {
            AuthorityWithdrawal.Withdraw(transaction, authority, CancellationToken.None);
        }

        acts.Record(new Act(frees ? "FreeIdentity" : "RevokeIdentity", "Identity", identityId.ToString(), identity.Name, new Dictionary<string, string>
        {
            ["reason"] = request.Reason.ToString(),
            ["serialNumber"] = identity.SerialNumber ?? string.Empty,
            ["authority"] = identity.Authority ?? string.Empty,
            ["onList"] = onList ? "yes" : "no",
        }));
        return new RevocationResult
        {
            IdentityId = identityId,
            Identity = identity.Name,
            SerialNumber = identity.SerialNumber,
            Authority = identity.Authority,
            Reason = request.Reason,
            RevokedAt = acts.Now,
            OnList = onList,
        };
    }

    private static void RequireRevocable(IInventoryTransaction transaction, MachineIdentity identity, RevocationRequest request)
    {
        var trouble = (identity.Status, request.Reason) switch
        {
            (VersionState.Revoked, _) => $"'{identity.Name}' has been revoked already.",
            (VersionState.Destroyed, _) when IsListed(transaction, identity) => $"'{identity.Name}' has been revoked already.",
            (VersionState.Suspended, RevocationReason.CertificateHold) => $"'{identity.Name}' is suspended already.",
            _ => null,
        };
        if (trouble is not null)
        {
            throw new MimException(MimErrorCause.AlreadyRevoked, trouble, identity.Name);
        }

        if (identity.CurrentVersionId is null)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' has no version to revoke.", identity.Name);
        }

        if (identity.Status == VersionState.Destroyed && request.Reason == RevocationReason.CertificateHold)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is Destroyed; it can only be revoked for good.", identity.Name);
        }

        if (request.Reason == RevocationReason.RemoveFromCrl && identity.Status != VersionState.Suspended)
        {
            throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is {identity.Status}; only a suspended identity is freed.", identity.Name);
        }
    }

    private static bool IsListed(IInventoryTransaction transaction, MachineIdentity identity) =>
        SshKeyRevocation.IsListed(transaction, identity)
        || (identity is { AuthorityId: { } authority, SerialNumber: { } serial }
        && transaction.Revocations.Get(authority, serial) is { Reason: not RevocationReason.CertificateHold });

    /// <summary>The current version whatever its age, and earlier ones that would still be accepted: a key of SSH never ends.</summary>
    private static bool Concerns(CredentialVersion version, MachineIdentity identity, DateTimeOffset now) =>
        version.Id == identity.CurrentVersionId
        || ((version.NotAfter > now || SshKeyRevocation.IsOfKeys(identity.Kind)) && version.State is not (VersionState.Revoked or VersionState.PreActivation));

    /// <summary>Puts a certificate on the next list of its authority, or takes it off. False when no authority here lists it.</summary>
    internal static bool List(
        IInventoryTransaction transaction, CredentialVersion version, RevocationRequest request, DateTimeOffset now, bool frees)
    {
        if (version is not { AuthorityId: { } authorityId, SerialNumber: { } serial, NotAfter: { } notAfter } || version.IssuerVersionId == version.Id)
        {
            return false;
        }

        if (frees)
        {
            transaction.Revocations.Remove(authorityId, serial);
            return false;
        }

        transaction.Revocations.Put(new RevocationRecord
        {
            Id = Guid.CreateVersion7(now),
            AuthorityId = authorityId,
            VersionId = version.Id,
            SerialNumber = serial,
            Reason = request.Reason,
            RevokedAt = now,
            InvalidityDate = request.InvalidityDate,
            NotAfter = notAfter,
        });
        return true;
    }

    private List<RevocationResult> RevokeBatch(
        Guid[] batch, Guid authorityId, RevocationRequest request, CancellationToken cancellationToken)
    {
        var open = batch.Where(id => inventory.Identities.Get(id)?.Status is VersionState.Active or VersionState.Suspended or VersionState.Deactivated or VersionState.PreActivation).ToList();
        return open.Count == 0 ? [] : ledger.Commit(
            (transaction, acts) =>
            {
                var authority = transaction.Identities.Get(authorityId) ?? throw IdentityCatalog.NotFound(authorityId);
                bool IsElsewhere(MachineIdentity identity) => identity.Id != authorityId && identity.AuthorityId != authorityId;
                return open.Select(id => transaction.Identities.Get(id) is { } identity && IsElsewhere(identity)
                    ? EarlierVersions.Revoke(transaction, acts, identity, authority, request)
                    : Revoke(transaction, acts, id, request)).ToList();
            },
            cancellationToken);
    }
}
