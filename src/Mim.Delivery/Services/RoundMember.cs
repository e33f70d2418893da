using Mim.Core.Delivery;

namespace Mim.Delivery.Services;

/// <summary>A version that is put in place together with others of the same service.</summary>
/// <param name="installation">The version and its target, which belong to whoever waits for the end.</param>
/// <param name="cancellationToken">Of whoever waits for the end.</param>
internal sealed class RoundMember(Installation installation, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<InstallReceipt> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Installation Installation => installation;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether the version was there already, so that there is nothing to go back to.</summary>
    public bool IsThere { get; set; }

    /// <summary>What was put in place; null as long as nothing was.</summary>
    public InstallReceipt? Receipt { get; set; }

    /// <summary>The receipt, or why there is none.</summary>
    public Task<InstallReceipt> Ended => _end.Task;

    /// <summary>The service loaded what is in place.</summary>
    public void Succeed() => _end.TrySetResult(Receipt!);

    /// <summary>It ends here, unless it has ended already.</summary>
    public void Fail(Exception trouble) => _end.TrySetException(trouble);
}
