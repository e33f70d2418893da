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
    private readonly Func<string, IPAddress[]> _ask;

    public HostResolver()
        : this(Dns.GetHostAddresses)
    {
    }

    /// <param name="ask">The system's call, which may take as long as it likes.</param>
    internal HostResolver(Func<string, IPAddress[]> ask) => _ask = ask;

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

    // On a thread of its own: the system's call waits in one, and those of the pool are what everything else here runs on.
    private Task<IReadOnlyList<IPAddress>> LookUpAsync(string name) =>
        Task.Factory.StartNew(() => LookUp(name), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private IReadOnlyList<IPAddress> LookUp(string name)
    {
        try
        {
            return [.. _ask(name).Distinct()];
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
