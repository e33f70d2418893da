using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>A target that passes every call on to a real one; a double of it says where it does not.</summary>
public abstract class ForwardingTarget(ITargetAdapter inner) : ITargetAdapter, ITakesBack, ILooksAhead
{
    private readonly ITakesBack _power = (ITakesBack)inner;
    private readonly ILooksAhead? _foresight = inner as ILooksAhead;

    public TargetKind Kind => inner.Kind;

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) =>
        _foresight is null
            ? Task.CompletedTask
            : CallAsync(nameof(LookAheadAsync), target, () => Done(_foresight.LookAheadAsync(target, lastInstalled, cancellationToken)));

    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken) =>
        CallAsync(nameof(InstallAsync), installation.Target, () => inner.InstallAsync(installation, cancellationToken));

    public Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken) =>
        CallAsync(nameof(ProveAsync), installation.Target, () => inner.ProveAsync(installation, cancellationToken));

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) =>
        CallAsync(nameof(RecallAsync), target, () => _power.RecallAsync(target, versionId, cancellationToken));

    public Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        CallAsync(nameof(TakeBackAsync), target, () => Done(_power.TakeBackAsync(target, receipt, cancellationToken)));

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        CallAsync(nameof(RetireAsync), target, () => Done(_power.RetireAsync(target, receipt, cancellationToken)));

    /// <summary>One call of the named method.</summary>
    protected abstract Task<T> CallAsync<T>(string method, Target target, Func<Task<T>> call);

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
