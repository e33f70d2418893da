using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mim.Core;

namespace Mim.Delivery.Accounts;

/// <summary>Connects to the systems that accounts are of, and says which one was trouble.</summary>
internal sealed class AccountDialer(TimeProvider time)
{
    /// <summary>Does something over one connection, within the time-out of the place.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public Task<T> TalkAsync<T>(
        ServerPlace place, Func<AccountLine, CancellationToken, Task<T>> talk, CancellationToken cancellationToken) =>
        TalkAsync(place, (line, _, token) => talk(line, token), cancellationToken);

    /// <summary>The same, over as many answers as there are: the time-out begins again whenever it is renewed.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public Task<T> TalkAsync<T>(
        ServerPlace place, Func<AccountLine, Action, CancellationToken, Task<T>> talk, CancellationToken cancellationToken) => WithinAsync(
        place,
        async (renew, token) =>
        {
            var line = await OpenAsync(place, token).ConfigureAwait(false);
            await using (line.ConfigureAwait(false))
            {
                return await talk(line, renew, token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Does something with a server within the time-out of the place.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public Task<T> WithinAsync<T>(ServerPlace place, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        WithinAsync(place, (_, token) => work(token), cancellationToken);

    private async Task<T> WithinAsync<T>(
        ServerPlace place, Func<Action, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(place.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await work(() => timeout.CancelAfter(place.Timeout), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(place, $"it does not answer within {place.Timeout.TotalSeconds:0.#} s.", null);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or InvalidDataException)
        {
            throw Failed(place, exception.Message, exception);
        }
    }

    /// <summary>A connection, for the caller to dispose.</summary>
    public static async Task<AccountLine> OpenAsync(ServerPlace place, CancellationToken cancellationToken) =>
        new(await ConnectAsync(place, cancellationToken).ConfigureAwait(false));

    /// <summary>How the server is known when a connection becomes TLS.</summary>
    public static SslClientAuthenticationOptions Tls(ServerPlace place)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = place.Server };
        if (place.AuthorityFile is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    public static MimException Failed(ServerPlace place, string reason, Exception? inner) =>
        new(MimErrorCause.InstallFailed, $"{place.What} at {place.Server}:{place.Port}: {reason}", place.Server, inner);

    private static async Task<NetworkStream> ConnectAsync(ServerPlace place, CancellationToken cancellationToken)
    {
        var socket = place.Socket is not null
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            EndPoint end = place.Socket is { } path ? new UnixDomainSocketEndPoint(path)
                : IPAddress.TryParse(place.Server, out var address) ? new IPEndPoint(address, place.Port)
                : new DnsEndPoint(place.Server, place.Port);
            await socket.ConnectAsync(end, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
