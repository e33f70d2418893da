using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Tests.Accounts.Linux;

/// <summary>A runner that keeps what it was asked for.</summary>
/// <param name="inner">Runs it.</param>
internal sealed class RecordingRunner(ICommandRunner inner) : ICommandRunner
{
    private readonly List<CommandRequest> _requests = [];

    public IReadOnlyList<CommandRequest> Requests => _requests;

    /// <summary>What every program answers instead of being run.</summary>
    public CommandResult? Answer { get; set; }

    public Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        return Answer is { } answer ? Task.FromResult(answer) : inner.RunAsync(request, cancellationToken);
    }
}
