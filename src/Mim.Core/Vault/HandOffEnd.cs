using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Vault;

/// <summary>Destroys copies that wait in hand-offs, within one transaction.</summary>
internal static class HandOffEnd
{
    /// <summary>What one new hand-off clears up of those that nobody received in time; the rest is left to the next.</summary>
    private const int AtOnce = 64;

    /// <summary>Copies of one identity, or of one version of it. Gives how many there were.</summary>
    public static int Destroy(IInventoryTransaction transaction, ActScope acts, Guid identityId, Guid? versionId = null)
    {
        var waiting = transaction.HandOffs.Waiting(identityId).Where(handOff => versionId is null || handOff.VersionId == versionId).ToList();
        waiting.ForEach(handOff => End(transaction, acts, handOff, receivedBy: null));
        return waiting.Count;
    }

    /// <summary>Copies that were not received in time.</summary>
    public static void DestroyExpired(IInventoryTransaction transaction, ActScope acts)
    {
        foreach (var handOff in transaction.HandOffs.Expired(acts.Now, AtOnce))
        {
            End(transaction, acts, handOff, receivedBy: null);
            acts.Record(new Act(
                "EndHandOff", "HandOff", handOff.Id.ToString(), transaction.Identities.Get(handOff.IdentityId)?.Name, new Dictionary<string, string>
                {
                    ["reason"] = "Expired", ["expiresAt"] = CanonicalJson.Timestamp(handOff.ExpiresAt),
                }));
        }
    }

    public static void End(IInventoryTransaction transaction, ActScope acts, HandOff handOff, string? receivedBy)
    {
        transaction.Sealed.Remove(handOff.Id);
        transaction.HandOffs.Put(handOff with { EndedAt = acts.Now, ReceivedBy = receivedBy });
    }
}
