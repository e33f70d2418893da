using System.Collections.Concurrent;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Composition.Tests.Services;

/// <summary>A client that opens so many connections a second, whole handshakes each, and keeps what it was served and what failed.</summary>
internal sealed class HandshakeClient : IAsyncDisposable
{
    private const int MostAtOnce = 64;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly TimeSpan _interval;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _served = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly IEndpointProbe _probe;
    private readonly EndpointQuestion _question;
    private readonly Task _running;

    public HandshakeClient(IEndpointProbe probe, EndpointQuestion question, int perSecond = 200)
    {
        _interval = TimeSpan.FromSeconds(1) / perSecond;
        (_probe, _question) = (probe, question with { IsWhole = true, Timeout = _patience });
        _running = Task.Run(RunAsync);
    }

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>SHA-256 of the certificates that were served, in order, in upper-case hexadecimal.</summary>
    public IReadOnlyCollection<string> Served => _served;

    /// <summary>Waits until so many more handshakes have ended, one way or the other.</summary>
    public async Task WaitAsync(int more)
    {
        var wanted = _served.Count + _failures.Count + more;
        while (_served.Count + _failures.Count < wanted)
        {
            await Task.Delay(_interval);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(_interval);
        using var places = new SemaphoreSlim(MostAtOnce);
        while (!_stop.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            await places.WaitAsync();
            _ = AskAsync(places);
        }

        for (var left = MostAtOnce; left > 0; left--)
        {
            await places.WaitAsync();
        }
    }

    private async Task AskAsync(SemaphoreSlim places)
    {
        try
        {
            var answer = await _probe.AskAsync(_question, CancellationToken.None);
            if (answer.Chains.Count == 1)
            {
                _served.Enqueue(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(answer.Chains[0].Certificates[0])));
            }
            else
            {
                _failures.Enqueue($"{answer.Status}: {answer.Detail}");
            }
        }
        finally
        {
            places.Release();
        }
    }
}
