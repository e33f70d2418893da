using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Discovery.Network.Tls;
using Mim.Discovery.Network.Upgrades;

namespace Mim.Discovery.Network;

/// <summary>One endpoint being asked, in up to three connections.</summary>
/// <param name="limit">Of the whole answer.</param>
internal sealed class Inquiry(EndpointQuestion question, KeyShares keyShares, TimeProvider clock, AnswerLimit limit)
{
    private IUpgrade? _upgrade = Upgrade.For(question.StartTls, question.ServerName);
    private string? _protocol;
    private bool _isForOtherClients;

    /// <summary>Of the first connection; null while there is none.</summary>
    public TimeSpan? ConnectTime { get; private set; }

    /// <summary>Why a second certificate is not known to be missing; null when it is known.</summary>
    public string? Omission { get; private set; }

    /// <summary>Whether a second certificate came, or is known to be missing by the server's own word.</summary>
    public bool IsComplete { get; private set; }

    public async ValueTask<IReadOnlyList<ServedChain>> AskAsync(bool twice)
    {
        if (question.IsWhole)
        {
            return [await FullAsync().ConfigureAwait(false)];
        }

        var asked = Families(question.Asked);
        var first = await FirstAsync(asked).ConfigureAwait(false);
        var others = CertificateFamilies.All & ~LeafKey.FamilyOf(first.Certificates[0]);
        var second = twice && asked == CertificateFamilies.All && others is not (CertificateFamilies.All or CertificateFamilies.None)
            ? await SecondAsync(others).ConfigureAwait(false)
            : null;
        return second is null || second.Certificates[0].AsSpan().SequenceEqual(first.Certificates[0]) ? [first] : [first, second];
    }

    private static CertificateFamilies Families(AskedCertificates asked) => asked switch
    {
        AskedCertificates.Rsa => CertificateFamilies.Rsa,
        AskedCertificates.NotRsa => CertificateFamilies.Other,
        _ => CertificateFamilies.All,
    };

    private async ValueTask<ServedChain> FirstAsync(CertificateFamilies families)
    {
        try
        {
            return await PartialAsync(families).ConfigureAwait(false);
        }
        catch (EndpointException exception) when (exception.IsForOtherClients && families == CertificateFamilies.All)
        {
            var chain = await FullAsync(exception).ConfigureAwait(false);
            _isForOtherClients = true;
            return chain;
        }
    }

    // The first certificate is worth keeping whatever comes of the second question.
    private async ValueTask<ServedChain?> SecondAsync(CertificateFamilies families)
    {
        try
        {
            var chain = await PartialAsync(families).ConfigureAwait(false);
            IsComplete = true;
            return chain;
        }
        catch (EndpointException exception) when (exception.Status is FindingStatus.HandshakeFailed or FindingStatus.Reset)
        {
            IsComplete = exception.IsRefusal && !_isForOtherClients;
            Omission = _isForOtherClients ? "it shows only what it prefers: it can do nothing that another certificate is asked for with" : null;
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
        catch (OperationCanceledException) when (limit.IsOver)
        {
            Omission = "asked for another certificate, it did not answer in time";
            return null;
        }
    }

    private async ValueTask<ServedChain> PartialAsync(CertificateFamilies families)
    {
        using var connection = await ConnectAsync().ConfigureAwait(false);
        var handshake = new PartialHandshake(connection, keyShares);
        var chain = await handshake.AskAsync(new ClientHello(question.ServerName, families, _protocol), limit.Token).ConfigureAwait(false);
        connection.Leave();
        return chain;
    }

    private async ValueTask<ServedChain> FullAsync()
    {
        using var connection = await ConnectAsync().ConfigureAwait(false);
        return await FullHandshake.AskAsync(connection, question.ServerName, _protocol, limit.Token).ConfigureAwait(false);
    }

    private async ValueTask<ServedChain> FullAsync(EndpointException refusal)
    {
        try
        {
            return await FullAsync().ConfigureAwait(false);
        }
        catch (EndpointException)
        {
            // What the server said by itself tells more than what the library makes of it.
            throw refusal;
        }
    }

    private async ValueTask<ProbeConnection> ConnectAsync()
    {
        var began = clock.GetTimestamp();
        var endpoint = new IPEndPoint(question.Address, question.Port);
        var connection = await ProbeConnection.OpenAsync(endpoint, limit).ConfigureAwait(false);
        ConnectTime ??= clock.GetElapsedTime(began);
        if (_upgrade is null)
        {
            return connection;
        }

        try
        {
            await _upgrade.StartAsync(connection, limit.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception exception) when (_upgrade is ITlsAtOnce && HasLeft(exception))
        {
            connection.Dispose();
            (_protocol, _upgrade) = (((ITlsAtOnce)_upgrade).Protocol, null);
            return await ConnectAsync().ConfigureAwait(false);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool HasLeft(Exception exception) => exception is EndpointException { Status: FindingStatus.Reset }
        || (exception is SocketException socket && SocketTrouble.Status(socket) == FindingStatus.Reset);
}
