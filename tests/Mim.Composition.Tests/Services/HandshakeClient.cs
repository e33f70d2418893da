using System.Collections.Concurrent;
using System.Diagnostics;
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
    private readonly Func<Task<(string? Served, string? Failure)>> _ask;
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly Task _running;

    /// <param name="ask">Makes one connection: what it was served, or why it was not.</param>
    /// <param name="perSecond">How many connections.</param>
    public HandshakeClient(Func<Task<(string? Served, string? Failure)>> ask, int perSecond = 200)
    {
        (_interval, _ask) = (TimeSpan.FromSeconds(1) / perSecond, ask);
        _running = Task.Run(RunAsync);
    }

    public HandshakeClient(IEndpointProbe probe, EndpointQuestion question, int perSecond = 200)
        : this(() => HandshakeAsync(probe, question with { IsWhole = true, Timeout = _patience }), perSecond)
    {
    }

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>What was served, in order: of TLS the SHA-256 of each certificate, in upper-case hexadecimal.</summary>
    public IReadOnlyCollection<string> Served => _served;

    /// <summary>How many were served in a second.</summary>
    public double Rate => _served.Count / Stopwatch.GetElapsedTime(_since).TotalSeconds;

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

    private static async Task<(string? Served, string? Failure)> HandshakeAsync(IEndpointProbe probe, EndpointQuestion question)
    {
        var answer = await probe.AskAsync(question, CancellationToken.None);
        return answer.Chains.Count == 1
            ? (Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(answer.Chains[0].Certificates[0])), null)
            : (null, $"{answer.Status}: {answer.Detail}");
    }

    private async Task AskAsync(SemaphoreSlim places)
    {
        try
        {
            var (served, failure) = await _ask();
            if (served is not null)
            {
                _served.Enqueue(served);
            }
            else
            {
                _failures.Enqueue(failure ?? "It was served nothing.");
            }
        }
        finally
        {
            places.Release();
        }
    }
}
