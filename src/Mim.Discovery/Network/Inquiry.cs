using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Discovery.Network.Tls;
using Mim.Discovery.Network.Upgrades;

namespace Mim.Discovery.Network;

/// <summary>One endpoint being asked, in up to three connections.</summary>
/// <param name="caller">Set when the answer is no longer wanted, and not when it is too late for it.</param>
internal sealed class Inquiry(EndpointQuestion question, KeyShares keyShares, TimeProvider clock, CancellationToken caller)
{
    private readonly IUpgrade? _upgrade = Upgrade.For(question.StartTls);

    /// <summary>Of the first connection; null while there is none.</summary>
    public TimeSpan? ConnectTime { get; private set; }

    /// <summary>Why a second certificate is not known to be missing; null when it is known.</summary>
    public string? Omission { get; private set; }

    public async ValueTask<IReadOnlyList<ServedChain>> AskAsync(bool twice, CancellationToken cancellationToken)
    {
        if (question.IsWhole)
        {
            return [await FullAsync(cancellationToken).ConfigureAwait(false)];
        }

        var first = await FirstAsync(cancellationToken).ConfigureAwait(false);
        var others = CertificateFamilies.All & ~LeafKey.FamilyOf(first.Certificates[0]);
        var second = twice && others is not (CertificateFamilies.All or CertificateFamilies.None)
            ? await SecondAsync(others, cancellationToken).ConfigureAwait(false)
            : null;
        return second is null || second.Certificates[0].AsSpan().SequenceEqual(first.Certificates[0]) ? [first] : [first, second];
    }

    private async ValueTask<ServedChain> FirstAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PartialAsync(CertificateFamilies.All, cancellationToken).ConfigureAwait(false);
        }
        catch (EndpointException exception) when (exception.IsForOtherClients)
        {
            return await FullAsync(exception, cancellationToken).ConfigureAwait(false);
        }
    }

    // The first certificate is worth keeping whatever comes of the second question.
    private async ValueTask<ServedChain?> SecondAsync(CertificateFamilies families, CancellationToken cancellationToken)
    {
        try
        {
            return await PartialAsync(families, cancellationToken).ConfigureAwait(false);
        }
        catch (EndpointException exception) when (exception.Status is FindingStatus.HandshakeFailed or FindingStatus.Reset)
        {
            return null;
        }
        catch (SocketException exception) when (SocketTrouble.Status(exception) == FindingStatus.Reset)
        {
            return null;
        }
        catch (Exception exception) when (exception is EndpointException or SocketException)
        {
            Omission = $"it was not to be asked for another certificate: {exception.Message}";
            return null;
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            Omission = "asked for another certificate, it did not answer in time";
            return null;
        }
    }

    private async ValueTask<ServedChain> PartialAsync(CertificateFamilies families, CancellationToken cancellationToken)
    {
        using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var handshake = new PartialHandshake(connection, keyShares);
        var chain = await handshake.AskAsync(question.ServerName, families, cancellationToken).ConfigureAwait(false);
        connection.Leave();
        return chain;
    }

    private async ValueTask<ServedChain> FullAsync(CancellationToken cancellationToken)
    {
        using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await FullHandshake.AskAsync(connection, question.ServerName, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ServedChain> FullAsync(EndpointException refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await FullAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EndpointException)
        {
            // What the server said by itself tells more than what the library makes of it.
            throw refusal;
        }
    }

    private async ValueTask<ProbeConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var endpoint = new IPEndPoint(question.Address, question.Port);
        var connection = await ProbeConnection.OpenAsync(endpoint, cancellationToken).ConfigureAwait(false);
        ConnectTime ??= clock.GetElapsedTime(began);
        if (_upgrade is null)
        {
            return connection;
        }

        try
        {
            await _upgrade.StartAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
