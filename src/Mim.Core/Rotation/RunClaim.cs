using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>One run's claims: under a name of its own, and prolonged while a step takes long.</summary>
internal sealed class RunClaim(IInventory inventory, IRunners runners, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Beat = Duration / 3;
    private readonly CancellationTokenSource _ended = new();
    private readonly IClaims? _claims = inventory as IClaims;
    private ITimer? _timer;
    private Guid? _ahead;

    public string Owner { get; } = LiveRuns.Begin(runners);

    /// <summary>Claims an identity, or prolongs this run's claim; the claim of a run that is surely dead falls.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AlreadyClaimed"/>.</exception>
    public void Take(IInventoryTransaction transaction, Guid identityId, string identity, DateTimeOffset now)
    {
        if (transaction.Leases.Get(identityId) is { } held && held.Owner != Owner && LiveRuns.IsDead(runners, held.Owner))
        {
            transaction.Leases.Release(identityId, held.Owner);
        }

        if (!transaction.Leases.TryClaim(new Lease(identityId, Owner, now + Duration), now))
        {
            throw Lost(identity);
        }
    }

    /// <summary>
    /// Claims an identity before the transaction that starts the work, where the store can do that without waiting for its
    /// writers. Until <see cref="Keep"/> says that the work began, the claim falls when this is disposed.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AlreadyClaimed"/>.</exception>
    public void TakeAhead(Guid identityId, string identity, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_claims?.TryClaim(new Lease(identityId, Owner, now + Duration), owner => LiveRuns.IsDead(runners, owner), now, cancellationToken) == false)
        {
            throw Lost(identity);
        }

        _ahead = identityId;
    }

    /// <summary>Prolongs the claim from now on until this is disposed, however long a step takes.</summary>
    public void Keep(Guid identityId)
    {
        _ahead = null;
        _timer = time.CreateTimer(_ => Prolong(identityId), null, Beat, Beat);
    }

    public static MimException Lost(string identity) =>
        new(MimErrorCause.AlreadyClaimed, $"'{identity}' is being worked on by another runner.", identity);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        _ended.Dispose();
        LiveRuns.End(Owner);
        Drop();
    }

    private void Drop()
    {
        try
        {
            if (_ahead is { } identityId)
            {
                _claims?.Release(identityId, Owner);
            }
        }
        catch (MimException)
        {
            // The claim expires by itself.
        }
    }

    // A claim alone changes nothing that the store knows, so it is no act and needs no audit.
    private void Prolong(Guid identityId)
    {
        try
        {
            var now = time.GetUtcNow();
            var lease = new Lease(identityId, Owner, now + Duration);
            _ = _claims?.TryProlong(lease, _ended.Token) ?? inventory.Write(
                transaction => transaction.Leases.Get(identityId)?.Owner == Owner && transaction.Leases.TryClaim(lease, now), _ended.Token);
        }
        catch (Exception exception) when (exception is MimException or OperationCanceledException or ObjectDisposedException)
        {
            // The next beat tries again; the next step finds out whether the claim was lost.
        }
    }
}
