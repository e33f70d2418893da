using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Mim.Testing.Programs;
using Xunit.Abstractions;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>
/// Clients that log in to several servers again and again, several at a time and without a pace, with the key that their file holds at the
/// time.
/// </summary>
internal sealed class RepeatedLogin : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly int _clients;
    private readonly Task _running;
    private int _logins;

    /// <param name="servers">Where.</param>
    /// <param name="key">File with the key.</param>
    /// <param name="clients">How many log in at the same time. Four keep two cores busy; more would only wait for each other.</param>
    public RepeatedLogin(IReadOnlyList<SshServer> servers, string key, int clients = 4)
    {
        _clients = clients;
        _running = Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Factory.StartNew(
            () => Run(servers, key, client), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    public int Logins => Volatile.Read(ref _logins);

    /// <summary>Says how many there were, for the figures of docs/delivery.md.</summary>
    public void Tell(ITestOutputHelper output, string kind)
    {
        var seconds = Stopwatch.GetElapsedTime(_since).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {Logins} logins, {Logins / seconds:0} a second"));
    }

    /// <summary>Waits until it has logged in everywhere once.</summary>
    public Task BegunAsync() => MoreAsync(_clients);

    /// <summary>Waits until there were so many more, or one failed.</summary>
    public async Task MoreAsync(int more)
    {
        for (var wanted = Logins + more; Logins < wanted && _failures.IsEmpty && !_running.IsCompleted;)
        {
            await Task.Delay(_pause);
        }
    }

    /// <summary>Ends it; a login that failed is a failed assertion.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
        Assert.Empty(_failures);
    }

    // Each begins at another server, so that all of them are met at once.
    private void Run(IReadOnlyList<SshServer> servers, string key, int client)
    {
        for (var turn = client; !_end.IsCancellationRequested; turn++)
        {
            var server = servers[turn % servers.Count];
            var result = SshLogin.Run(server.Port, key, server.KnownHosts);
            if (result.ExitCode != 0)
            {
                _failures.Enqueue(result.Output + result.Error);
            }

            Interlocked.Increment(ref _logins);
        }
    }
}
