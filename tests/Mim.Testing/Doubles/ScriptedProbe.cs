using System.Net;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>A network of a test's own: what each endpoint answers, and which addresses names have.</summary>
public sealed class ScriptedProbe(Func<EndpointQuestion, EndpointAnswer> answer) : IEndpointProbe, IHostResolver
{
    private readonly List<EndpointQuestion> _asked = [];

    public Dictionary<string, IReadOnlyList<IPAddress>> Names { get; } = [];

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<EndpointQuestion> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public async ValueTask<EndpointAnswer> AskAsync(EndpointQuestion question, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_asked)
        {
            _asked.Add(question);
        }

        return answer(question);
    }

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Names.GetValueOrDefault(name) ?? []);
}
