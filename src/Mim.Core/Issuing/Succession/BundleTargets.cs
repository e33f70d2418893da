using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>
/// Targets that hold trust bundles, which of SSH are files with a line for each authority. They belong to the newest of a line, so that
/// its bundle – itself and all before it – is what is delivered, repaired and proved there.
/// </summary>
internal static class BundleTargets
{
    public static bool IsBundle(this Target target) =>
        target.Kind == TargetKind.SshTrustedAuthority || target.File?.Layout.IsTrustBundle() == true;

    /// <summary>Where the bundle of an authority was not delivered and proved since it is the newest of its line.</summary>
    public static IEnumerable<Target> Missing(ITargetReader targets, MachineIdentity authority, CancellationToken cancellationToken) =>
        targets.Find(authority.Id, cancellationToken)
            .Where(target => target.IsBundle() && target.InstalledVersionId != authority.CurrentVersionId);

    /// <summary>Gives the bundles of a line to its newest. What they hold stays known, and is no longer what they should hold.</summary>
    public static void Settle(IInventoryTransaction transaction, Guid authorityId, CancellationToken cancellationToken)
    {
        var line = new AuthorityLine(transaction.Authorities);
        if (line.HeadOf(authorityId) is not { IdentityId: var head })
        {
            return;
        }

        foreach (var member in line.MembersOf(authorityId).Where(member => member.IdentityId != head).ToList())
        {
            foreach (var target in transaction.Targets.Find(member.IdentityId, cancellationToken).Where(BelongsToNewest).ToList())
            {
                transaction.Locations.RemoveOfTarget(target.Id);
                transaction.Targets.Put(target with { IdentityId = head });
            }
        }
    }

    // Who revokes what an authority of SSH certified is whoever takes its place: its list goes on being repaired.
    private static bool BelongsToNewest(Target target) => target.IsBundle() || target.Kind == TargetKind.SshRevokedKeys;
}
