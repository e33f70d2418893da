using System.Net;

namespace Mim.Core.Discovery;

/// <summary>
/// Keeps a scan of many names from being many clients at once of the one server that they all lead to: sshd turns others away when ten
/// have not logged in yet. Thread-safe.
/// </summary>
/// <param name="most">How many at once at one address and port.</param>
internal sealed class ServiceGate(int most)
{
    private readonly Dictionary<(IPAddress Address, int Port), Place> _places = [];

    /// <summary>Asks when there is room.</summary>
    public async ValueTask<T> AskAsync<T>(IPAddress address, int port, Func<ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        var place = Come((address, port));
        try
        {
            await place.Room.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await ask().ConfigureAwait(false);
            }
            finally
            {
                place.Room.Release();
            }
        }
        finally
        {
            Go((address, port), place);
        }
    }

    private Place Come((IPAddress, int) service)
    {
        lock (_places)
        {
            if (!_places.TryGetValue(service, out var place))
            {
                _places.Add(service, place = new Place(new SemaphoreSlim(most)));
            }

            place.Visitors++;
            return place;
        }
    }

    private void Go((IPAddress, int) service, Place place)
    {
        lock (_places)
        {
            if (--place.Visitors == 0)
            {
                _places.Remove(service);
                place.Room.Dispose();
            }
        }
    }

    private sealed record Place(SemaphoreSlim Room)
    {
        public int Visitors { get; set; }
    }
}
