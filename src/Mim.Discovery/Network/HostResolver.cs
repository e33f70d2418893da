using System.Net;
using System.Net.Sockets;
using Mim.Core.Ports;

namespace Mim.Discovery.Network;

/// <summary>Asks the system's resolver, which knows the hosts file, search domains and multicast names.</summary>
public sealed class HostResolver : IHostResolver, IDisposable
{
    /// <summary>Each may hold a thread for as long as the name server is silent.</summary>
    private const int MostAtOnce = 32;
    private readonly SemaphoreSlim _places = new(MostAtOnce);

    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (name.Length == 0)
        {
            // The system would give the addresses of this machine.
            return [];
        }

        if (IPAddress.TryParse(name, out var literal))
        {
            return [literal];
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);

        // The system's call cannot be stopped; it keeps its place until it ends, even when nobody waits for it any more.
        var answer = LookUpAsync(name);
        return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _places.Dispose();

    private async Task<IReadOnlyList<IPAddress>> LookUpAsync(string name)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(name).ConfigureAwait(false);
            return [.. addresses.Distinct()];
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return [];
        }
        finally
        {
            _places.Release();
        }
    }
}
