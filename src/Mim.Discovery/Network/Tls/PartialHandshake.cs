using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// A handshake that ends where the server has shown its certificates. Up to TLS 1.2 they come in clear, in TLS 1.3 encrypted for
/// whoever sent the key share. Nothing is verified: this looks, and tells what it saw.
/// </summary>
internal sealed class PartialHandshake(ProbeConnection connection, KeyShares keyShares)
{
    public async ValueTask<ServedChain> AskAsync(ClientHello client, CancellationToken cancellationToken)
    {
        var share = keyShares.Rent(NamedGroup.P256);
        try
        {
            return await AskAsync(client, share, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            keyShares.Return(share);
        }
    }

    private async ValueTask<ServedChain> AskAsync(ClientHello client, KeyShare share, CancellationToken cancellationToken)
    {
        using var reader = new HandshakeReader(connection);
        var sent = client.Record(share, []);
        await connection.SendAsync(sent, cancellationToken).ConfigureAwait(false);
        var message = await ReadAsync(reader, HandshakeType.ServerHello, cancellationToken).ConfigureAwait(false);
        var server = ServerHello.Parse(message.Body);
        if (server.Version != TlsVersion.Tls13)
        {
            return await ReadClearAsync(reader, server, cancellationToken).ConfigureAwait(false);
        }

        using var transcript = new Transcript(Tls13Suite.Of(server.Suite));
        transcript.Add(ClientHello.Message(sent));
        if (!server.IsRetryRequest)
        {
            transcript.Add(message.Whole.Span);
            return await ReadEncryptedAsync(reader, server, share, transcript, cancellationToken).ConfigureAwait(false);
        }

        transcript.Restart();
        transcript.Add(message.Whole.Span);
        if (server.Group is null || server.Group == share.Group)
        {
            return await RetryAsync(reader, client, server, share, transcript, cancellationToken).ConfigureAwait(false);
        }

        var other = keyShares.Rent(server.Group.Value);
        try
        {
            return await RetryAsync(reader, client, server, other, transcript, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            keyShares.Return(other);
        }
    }

    private async ValueTask<ServedChain> RetryAsync(
        HandshakeReader reader, ClientHello client, ServerHello wish, KeyShare share, Transcript transcript, CancellationToken cancellationToken)
    {
        var sent = client.Record(share, wish.Cookie);
        transcript.Add(ClientHello.Message(sent));
        await connection.SendAsync(sent, cancellationToken).ConfigureAwait(false);
        var message = await ReadAsync(reader, HandshakeType.ServerHello, cancellationToken).ConfigureAwait(false);
        var server = ServerHello.Parse(message.Body);
        if (server.IsRetryRequest || server.Version != TlsVersion.Tls13 || server.Suite != wish.Suite)
        {
            throw EndpointException.Handshake("it asked to try again, and then changed its mind");
        }

        transcript.Add(message.Whole.Span);
        return await ReadEncryptedAsync(reader, server, share, transcript, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<ServedChain> ReadClearAsync(
        HandshakeReader reader, ServerHello server, CancellationToken cancellationToken)
    {
        var message = await ReadAsync(reader, HandshakeType.Certificate, cancellationToken).ConfigureAwait(false);
        var shown = CertificateMessage.Parse(message.Body);
        byte[]? staple = null;
        if (server.HasStatus)
        {
            // Who announced a staple need not send one.
            message = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            staple = message.Type == HandshakeType.CertificateStatus ? CertificateMessage.ParseStatus(message.Body) : null;
        }

        return Chain(server, shown.Certificates, staple);
    }

    private static async ValueTask<ServedChain> ReadEncryptedAsync(
        HandshakeReader reader, ServerHello server, KeyShare share, Transcript transcript, CancellationToken cancellationToken)
    {
        if (server.Group != share.Group)
        {
            throw EndpointException.Handshake("it chose a key share that it was not sent");
        }

        var secret = KeySchedule.ServerSecret(transcript.Suite, share.Agree(server.KeyExchange), transcript.Hash());
        reader.Protection = new RecordProtection(transcript.Suite, secret);
        await ReadAsync(reader, HandshakeType.EncryptedExtensions, cancellationToken).ConfigureAwait(false);
        var message = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (message.Type == HandshakeType.CertificateRequest)
        {
            message = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        Expect(message, HandshakeType.Certificate);
        var shown = CertificateMessage.Parse13(message.Body);
        return Chain(server, shown.Certificates, shown.Staple);
    }

    private static async ValueTask<HandshakeMessage> ReadAsync(
        HandshakeReader reader, HandshakeType type, CancellationToken cancellationToken)
    {
        var message = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        Expect(message, type);
        return message;
    }

    private static void Expect(HandshakeMessage message, HandshakeType type)
    {
        if (message.Type != type)
        {
            throw EndpointException.Handshake($"it sent a message of type {(int)message.Type} instead of {type}");
        }
    }

    private static ServedChain Chain(ServerHello server, IReadOnlyList<byte[]> certificates, byte[]? staple) =>
        new(certificates, server.Version.ToString(), CipherSuites.Name(server.Suite)) { OcspStaple = staple };
}
