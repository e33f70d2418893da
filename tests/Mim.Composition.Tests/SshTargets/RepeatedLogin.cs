using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>A client that logs in to several servers again and again, with the key that its file holds at the time.</summary>
internal sealed class RepeatedLogin : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _begun = new();
    private readonly Task _running;

    public RepeatedLogin(IReadOnlyList<SshServer> servers, string key) => _running = Task.Run(() =>
    {
        while (!_end.IsCancellationRequested)
        {
            foreach (var server in servers)
            {
                SshLogin.Run(server.Port, key, server.KnownHosts).Succeeded();
                Logins++;
            }

            _begun.TrySetResult();
        }
    });

    public int Logins { get; private set; }

    /// <summary>Waits until it has logged in everywhere once.</summary>
    public Task BegunAsync() => Task.WhenAny(_begun.Task, _running);

    /// <summary>Ends it; a login that failed is a failed assertion.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }
}
