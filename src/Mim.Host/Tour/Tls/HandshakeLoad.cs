using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Mim.Host.Tour.Tls;

/// <summary>Clients that connect again and again, and count what they are served and what fails.</summary>
internal sealed class HandshakeLoad : IAsyncDisposable
{
    private const int Clients = 2;

    // Keeps the loop from running the machine out of ports on a fast day.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _handshakeLimit = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _served = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Task[] _tasks;

    public HandshakeLoad(TlsClient client) => _tasks = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => ConnectAsync(client)))];

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>How many handshakes ended with this certificate.</summary>
    public int Served(string fingerprint) => _served.GetValueOrDefault(fingerprint);

    /// <summary>Waits until so many handshakes ended with this certificate, or one failed, or the time is over.</summary>
    public async Task WaitAsync(string fingerprint, int count, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var left = limit; left > TimeSpan.Zero && _failures.IsEmpty && Served(fingerprint) < count; left -= timer.Period)
        {
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the handshakes under way end, and starts no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ConnectAsync(TlsClient client)
    {
        while (!_stop.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(_handshakeLimit);
            try
            {
                var fingerprint = await client.ConnectAsync(null, limit.Token).ConfigureAwait(false);
                _served.AddOrUpdate(fingerprint, 1, (_, count) => count + 1);
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException or SocketException or OperationCanceledException)
            {
                _failures.Enqueue(exception.Message);
            }

            await Task.Delay(_pause).ConfigureAwait(false);
        }
    }
}
