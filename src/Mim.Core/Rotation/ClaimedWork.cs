using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Work on an identity that must not cross a rotation of it: both hold the same claim.</summary>
internal sealed class ClaimedWork(IInventory inventory, IRunners runners, TimeProvider time)
{
    /// <summary>Runs <paramref name="work"/> under a claim of its own.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AlreadyClaimed"/>: another runner is at work; and what the work throws.</exception>
    public async Task<T> RunAsync<T>(Guid identityId, string identity, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var claim = new RunClaim(inventory, runners, time);
        await using var held = claim.ConfigureAwait(false);

        // A claim alone changes nothing that the store knows, so it is no act and needs no audit.
        inventory.Write(
            transaction =>
            {
                claim.Take(transaction, identityId, identity, time.GetUtcNow());
                return true;
            },
            cancellationToken);
        claim.Keep(identityId);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Release(identityId, claim.Owner);
        }
    }

    private void Release(Guid identityId, string owner)
    {
        try
        {
            inventory.Write(
                transaction =>
                {
                    transaction.Leases.Release(identityId, owner);
                    return true;
                },
                CancellationToken.None);
        }
        catch (MimException)
        {
            // The claim expires by itself; what became of the work is what the caller hears about.
        }
    }
}
