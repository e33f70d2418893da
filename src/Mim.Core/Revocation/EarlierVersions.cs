using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Revocation;

/// <summary>
/// What an authority signed for identities that another issues for by now: only that is revoked with it, and what they use today
/// stays.
/// </summary>
internal static class EarlierVersions
{
    public static RevocationResult Revoke(
        IInventoryTransaction transaction, ActScope acts, MachineIdentity identity, MachineIdentity authority, RevocationRequest request)
    {
        var frees = request.Reason == RevocationReason.RemoveFromCrl;
        var onList = false;
        var meant = transaction.Versions.OfIdentity(identity.Id).Where(version => IsMeant(version, authority.Id, acts.Now, frees));
        foreach (var version in meant)
        {
            onList |= Revoker.List(transaction, version, request, acts.Now, frees);
            transaction.Versions.Update(version with
            {
                State = frees ? VersionState.Deactivated
                    : request.Reason == RevocationReason.CertificateHold ? VersionState.Suspended : VersionState.Revoked,
                StateReason = request.Reason.ToString(),
                StateAt = acts.Now,
                DueAt = null,
            });
        }

        acts.Record(new Act("RevokeVersions", "Identity", identity.Id.ToString(), identity.Name, new Dictionary<string, string>
        {
            ["reason"] = request.Reason.ToString(),
            ["authority"] = authority.Name,
            ["onList"] = onList ? "yes" : "no",
        }));
        return new RevocationResult
        {
            IdentityId = identity.Id,
            Identity = identity.Name,
            Authority = authority.Name,
            Reason = request.Reason,
            RevokedAt = acts.Now,
            OnList = onList,
        };
    }

    private static bool IsMeant(CredentialVersion version, Guid authorityId, DateTimeOffset now, bool frees) =>
        version.AuthorityId == authorityId && version.NotAfter > now
        && (frees ? version.State == VersionState.Suspended : version.State is not (VersionState.Revoked or VersionState.Destroyed));
}
