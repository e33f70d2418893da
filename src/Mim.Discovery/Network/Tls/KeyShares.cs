using System.Collections.Concurrent;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// Key pairs that are used for one question after the other. A handshake that is to protect something needs a fresh one; here
/// nothing is protected: the connection ends at the certificate, which any other client is shown too, and nothing is ever sent.
/// </summary>
internal sealed class KeyShares : IDisposable
{
    private readonly ConcurrentBag<KeyShare> _idle = [];

    /// <summary>One of the group that is offered first; nobody else has it until it is returned.</summary>
    public KeyShare Rent() => _idle.TryTake(out var share) ? share : new KeyShare(NamedGroup.P256);

    public void Return(KeyShare share) => _idle.Add(share);

    public void Dispose()
    {
        while (_idle.TryTake(out var share))
        {
            share.Dispose();
        }
    }
}
