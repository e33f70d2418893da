using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Writes what a target holds now. A target that was removed meanwhile stays removed.</summary>
internal static class TargetCommit
{
    /// <summary>Where the version was put; proved or not.</summary>
    public static void Located(IInventoryTransaction transaction, Target target, Guid versionId, DateTimeOffset now)
    {
        if (transaction.Targets.Get(target.Id) is null)
        {
            return;
        }

        var places = new FilePlaces(target.Settings.Host?.ToString() ?? target.Settings.Machine);
        transaction.Locations.Put(new Location
        {
            Id = Guid.CreateVersion7(now),
            IdentityId = target.IdentityId,
            VersionId = versionId,
            TargetId = target.Id,
            Kind = target.File is null ? target.Kind.ToString() : places.Kind,
            Address = places.AddressOf(target.Settings.Place),
            FirstSeen = now,
            LastSeen = now,
        });
    }

    /// <summary>What is installed and proved at the target; null for nothing of ours.</summary>
    public static void Installed(IInventoryTransaction transaction, Target target, HeldVersion? held, DateTimeOffset now)
    {
        if (transaction.Targets.Get(target.Id) is not { } stored)
        {
            return;
        }

        transaction.Targets.Put(stored with
        {
            InstalledVersionId = held?.VersionId, InstalledVersion = held?.Version ?? 0, InstalledAt = held is null ? null : now,
        });
        if (held is null)
        {
            transaction.Locations.RemoveOfTarget(target.Id);
        }
        else
        {
            Located(transaction, stored, held.VersionId, now);
        }
    }
}
