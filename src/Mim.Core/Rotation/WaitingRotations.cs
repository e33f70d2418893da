using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Rotations that wait for maintenance windows.</summary>
internal static class WaitingRotations
{
    /// <summary>Lets the next run look again what a rotation of this identity waits for: its targets have changed.</summary>
    public static void Wake(IInventoryTransaction transaction, Guid identityId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new RotationQuery { IdentityId = identityId, Outcomes = [RotationOutcome.Waiting] };
        foreach (var waiting in transaction.Journal.Find(query, cancellationToken).ToList())
        {
            transaction.Journal.Put(waiting with { NotBefore = now });
        }
    }
}
