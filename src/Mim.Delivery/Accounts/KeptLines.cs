using System.Net.Sockets;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Accounts;

namespace Mim.Delivery.Accounts;

/// <summary>
/// Connections on which somebody is logged in, kept for a moment: who changes a thousand passwords logs in once for each that is changed at
/// the same time, and not a thousand times. Thread-safe.
/// </summary>
/// <param name="dialer">Opens them.</param>
/// <param name="time">Ends them.</param>
/// <param name="leave">Says good-bye on one, so that the log of the server knows of no lost connection.</param>
internal sealed class KeptLines(AccountDialer dialer, TimeProvider time, Func<AccountLine, CancellationToken, Task> leave) : IDisposable
{
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(1);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Lock _gate = new();
    private readonly List<KeptLine> _idle = [];
    private ITimer? _sweep;
    private bool _isEnded;

    /// <summary>How long one is used after its log-in: whoever is not let in any more has no power for longer than that.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Does something that may be done again, over a connection on which <paramref name="by"/> is logged in with that password.</summary>
    /// <param name="settings">Where to.</param>
    /// <param name="by">Who; stays the caller's.</param>
    /// <param name="logIn">Logs in on a new connection, or throws.</param>
    /// <param name="talk">What is done there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public async Task TalkAsync(
        AccountSettings settings,
        AccountCredential by,
        Func<AccountLine, CancellationToken, Task> logIn,
        Func<AccountLine, CancellationToken, Task> talk,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var owner = OwnerOf(settings, by);
        while (true)
        {
            var kept = Take(owner);
            try
            {
                await UseAsync(kept ?? await OpenAsync(owner, logIn, cancellationToken).ConfigureAwait(false), talk, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MimException exception) when (kept is not null && exception.InnerException is IOException or SocketException)
            {
                // The server ended it while nobody used it.
            }
        }
    }

    public void Dispose()
    {
        List<KeptLine> left;
        lock (_gate)
        {
            (_isEnded, left) = (true, [.. _idle]);
            _idle.Clear();
            _sweep?.Dispose();
        }

        Task.WhenAll(left.Select(CloseAsync)).GetAwaiter().GetResult();
        CryptographicOperations.ZeroMemory(_key);
    }

    private KeptLineOwner OwnerOf(AccountSettings settings, AccountCredential by) =>
        new(settings with { Accounts = [] }, by.UserName, Convert.ToHexString(HMACSHA256.HashData(_key, by.Secret.Span)));

    private Task<KeptLine> OpenAsync(KeptLineOwner owner, Func<AccountLine, CancellationToken, Task> logIn, CancellationToken cancellationToken) =>
        dialer.WithinAsync(
            owner.Settings,
            async token =>
            {
                var line = await AccountDialer.OpenAsync(owner.Settings, token).ConfigureAwait(false);
                try
                {
                    await logIn(line, token).ConfigureAwait(false);
                    return new KeptLine(owner, line, time.GetUtcNow() + Life);
                }
                catch
                {
                    await line.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken);

    private async Task UseAsync(KeptLine line, Func<AccountLine, CancellationToken, Task> talk, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            isWhole = await dialer.WithinAsync(
                line.Owner.Settings,
                async token =>
                {
                    await talk(line.Line, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await (isWhole ? GiveBackAsync(line) : line.Line.DisposeAsync().AsTask()).ConfigureAwait(false);
        }
    }

    private KeptLine? Take(KeptLineOwner owner)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var index = _idle.FindLastIndex(line => line.Until > now && line.Owner == owner);
            if (index < 0)
            {
                return null;
            }

            var taken = _idle[index];
            _idle.RemoveAt(index);
            return taken;
        }
    }

    private Task GiveBackAsync(KeptLine line)
    {
        lock (_gate)
        {
            if (!_isEnded)
            {
                _idle.Add(line);
                _sweep ??= time.CreateTimer(_ => _ = SweepAsync(), null, Life, Life);
                return Task.CompletedTask;
            }
        }

        return CloseAsync(line);
    }

    private Task SweepAsync()
    {
        var now = time.GetUtcNow();
        List<KeptLine> ended;
        lock (_gate)
        {
            ended = _idle.FindAll(line => line.Until <= now);
            _idle.RemoveAll(ended.Contains);
        }

        return Task.WhenAll(ended.Select(CloseAsync));
    }

    private async Task CloseAsync(KeptLine line)
    {
        using var limit = new CancellationTokenSource(_farewell, time);
        try
        {
            await leave(line.Line, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It has gone already.
        }

        await line.Line.DisposeAsync().ConfigureAwait(false);
    }
}
