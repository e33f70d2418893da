using System.Collections.Concurrent;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// Key pairs that are used for one question after the other. A handshake that is to protect something needs a fresh one; here
/// nothing is protected: the connection ends at the certificate, which any other client is shown too, and nothing is ever sent.
/// </summary>
internal sealed class KeyShares : IDisposable
{
    private readonly ConcurrentDictionary<NamedGroup, ConcurrentBag<KeyShare>> _idle = [];

    /// <summary>Nobody else has it until it is returned.</summary>
    /// <exception cref="EndpointException">Of a group that was not offered.</exception>
    public KeyShare Rent(NamedGroup group) =>
        _idle.TryGetValue(group, out var idle) && idle.TryTake(out var share) ? share : KeyShare.Create(group);

    public void Return(KeyShare share) => _idle.GetOrAdd(share.Group, _ => []).Add(share);

    public void Dispose()
    {
        foreach (var share in _idle.Values.SelectMany(idle => idle))
        {
            share.Dispose();
        }

        _idle.Clear();
    }
}
