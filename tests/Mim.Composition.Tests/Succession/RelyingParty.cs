using System.Collections.Concurrent;
using System.Globalization;
using Mim.Composition.Tests.Services;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Succession;

/// <summary>
/// A program of somebody else's that connects again and again and trusts what lies in a file, whoever changes it
/// meanwhile.
/// </summary>
internal sealed class RelyingParty : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Func<ProgramResult> _connect;
    private readonly Task _running;
    private int _connections;

    private RelyingParty(Func<ProgramResult> connect)
    {
        _connect = connect;
        _running = Task.Run(RunAsync);
    }

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>One connection by <c>openssl s_client</c>.</summary>
    public static ProgramResult OpenSsl(string trusted, int port) => ProgramRunner.Run(
        "openssl", "s_client", "-connect", Address(port), "-servername", RealService.Name, "-verify_hostname", RealService.Name,
        "-no-CApath", "-no-CAstore", "-CAfile", trusted, "-verify_return_error", "-brief");

    /// <summary>One connection by <c>gnutls-cli</c>.</summary>
    public static ProgramResult GnuTls(string trusted, int port) => ProgramRunner.Run(
        "gnutls-cli", "--x509cafile", trusted, "--sni-hostname", RealService.Name, "--verify-hostname", RealService.Name,
        "--port", port.ToString(CultureInfo.InvariantCulture), "127.0.0.1");

    /// <summary>One of each.</summary>
    public static IReadOnlyList<RelyingParty> Trusting(string trusted, int port) =>
        [new RelyingParty(() => OpenSsl(trusted, port)), new RelyingParty(() => GnuTls(trusted, port))];

    /// <summary>Waits until so many more connections have ended, one way or the other.</summary>
    public async Task WaitAsync(int more)
    {
        for (var wanted = Volatile.Read(ref _connections) + more; Volatile.Read(ref _connections) < wanted;)
        {
            await Task.Delay(_pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var result = _connect();
            if (result.ExitCode != 0)
            {
                _failures.Enqueue(result.Output + result.Error);
            }

            Interlocked.Increment(ref _connections);
            await Task.Delay(_pause);
        }
    }
}
