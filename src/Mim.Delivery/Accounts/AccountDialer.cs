using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mim.Core;
using Mim.Core.Accounts;

namespace Mim.Delivery.Accounts;

/// <summary>Connects to the systems that accounts are of, and says which one was trouble.</summary>
internal sealed class AccountDialer(TimeProvider time)
{
    /// <summary>Does something over one connection, within the time-out of the settings.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public Task<T> TalkAsync<T>(
        AccountSettings settings, Func<AccountLine, CancellationToken, Task<T>> talk, CancellationToken cancellationToken) => WithinAsync(
        settings,
        async token =>
        {
            var line = await OpenAsync(settings, token).ConfigureAwait(false);
            await using (line.ConfigureAwait(false))
            {
                return await talk(line, token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Does something with a server within the time-out of the settings.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public async Task<T> WithinAsync<T>(AccountSettings settings, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(settings.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await work(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(settings, $"it does not answer within {settings.Timeout.TotalSeconds:0.#} s.", null);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or InvalidDataException)
        {
            throw Failed(settings, exception.Message, exception);
        }
    }

    /// <summary>A connection, for the caller to dispose.</summary>
    public static async Task<AccountLine> OpenAsync(AccountSettings settings, CancellationToken cancellationToken) =>
        new(await ConnectAsync(settings, cancellationToken).ConfigureAwait(false));

    /// <summary>How the server is known when a connection becomes TLS.</summary>
    public static SslClientAuthenticationOptions Tls(AccountSettings settings)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Server };
        if (settings.AuthorityFile is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    public static MimException Failed(AccountSettings settings, string reason, Exception? inner) =>
        new(MimErrorCause.InstallFailed, $"{settings.System} at {settings.Server}:{settings.Port}: {reason}", settings.Server, inner);

    private static async Task<NetworkStream> ConnectAsync(AccountSettings settings, CancellationToken cancellationToken)
    {
        var isFolder = settings.Server is ['/', ..];
        var socket = isFolder
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            EndPoint place = isFolder ? new UnixDomainSocketEndPoint($"{settings.Server}/.s.PGSQL.{settings.Port}")
                : IPAddress.TryParse(settings.Server, out var address) ? new IPEndPoint(address, settings.Port)
                : new DnsEndPoint(settings.Server, settings.Port);
            await socket.ConnectAsync(place, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
