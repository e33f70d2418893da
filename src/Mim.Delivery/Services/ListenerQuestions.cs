using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Delivery.Services;

/// <summary>What the listeners of a target are asked: each address of each, by each name.</summary>
internal sealed class ListenerQuestions(IHostResolver resolver)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <returns>The questions, and the listeners that have no address.</returns>
    public async Task<(IReadOnlyList<EndpointQuestion> Questions, IReadOnlyList<ServiceListener> Lost)> OfAsync(
        ListenerSet listeners, CertificateFacts leaf, CancellationToken cancellationToken)
    {
        var names = Names(listeners, leaf);
        var questions = new List<EndpointQuestion>();
        var lost = new List<ServiceListener>();
        foreach (var listener in listeners.Listeners)
        {
            var addresses = await resolver.ResolveAsync(listener.Host, cancellationToken).ConfigureAwait(false);
            if (addresses.Count == 0)
            {
                lost.Add(listener);
            }

            questions.AddRange(from address in addresses
                               from name in names
                               select new EndpointQuestion
                               {
                                   Address = address,
                                   Port = listener.Port,
                                   ServerName = name,
                                   StartTls = listener.Protocol,
                                   Timeout = listeners.Timeout < _patience ? listeners.Timeout : _patience,
                               });
        }

        return (questions, lost);
    }

    // Any name that a wildcard covers will do.
    private static IReadOnlyList<string?> Names(ListenerSet listeners, CertificateFacts leaf)
    {
        var names = listeners.ServerNames.Count > 0 ? listeners.ServerNames : leaf.Names.Dns;
        return names.Count == 0 ? [null] : [.. names.Select(name => name.StartsWith("*.", StringComparison.Ordinal) ? $"any{name[1..]}" : name)];
    }
}
