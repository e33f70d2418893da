using System.Globalization;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>The old version stays in use until nobody has seen it anywhere for the time of the policy.</summary>
internal static class QuietRule
{
    /// <summary>Where the old version was seen too lately to be retired, and until when it is kept for that; null to retire it.</summary>
    public static (DateTimeOffset Until, string Reason)? Keeps(RotationRecord record, IInventoryReader inventory, DateTimeOffset now)
    {
        if (record.OldVersionId is not { } oldId || inventory.Identities.Get(record.IdentityId) is not { } identity)
        {
            return null;
        }

        var quiet = PolicyBook.Merge(inventory.Policies)[(int)identity.Criticality].QuietTime;
        var last = quiet > TimeSpan.Zero
            ? inventory.Locations.OfIdentity(record.IdentityId).Where(location => location.VersionId == oldId).MaxBy(location => location.LastSeen)
            : null;
        return last is not null && last.LastSeen + quiet > now
            ? (last.LastSeen + quiet, string.Create(
                CultureInfo.InvariantCulture, $"Version {record.OldVersion} was seen at '{last.Address}' at {last.LastSeen:yyyy-MM-dd HH:mm}Z, and is kept until it is not seen for {quiet:c}."))
            : null;
    }
}
