using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Formats;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Network;

/// <summary>One connection, up to the message in which the server shows a host key (RFC 4253 sections 7 and 8, RFC 5656 section 4).</summary>
internal sealed class HostKeyDialog(SshConnection connection)
{
    private const byte Reply = 31;
    private const byte Group = 31;
    private const byte GroupReply = 33;

    /// <summary>What the server can do; null until it has said so.</summary>
    public KexInit? Server { get; private set; }

    /// <summary>The key or certificate that the server shows when it may choose of these algorithms.</summary>
    /// <exception cref="SshFormatException">The server does not keep to the protocol, or has nothing in common with us.</exception>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    public async ValueTask<SshKeySighting> AskAsync(IReadOnlyList<string> algorithms, CancellationToken cancellationToken)
    {
        var own = new KexInit(KeyExchange.Names, algorithms, GuessFollows: false);
        await connection.SendAsync(own.Encode(), cancellationToken).ConfigureAwait(false);
        Server = KexInit.Read(await ExpectAsync(KexInit.Message, cancellationToken).ConfigureAwait(false));
        var exchange = Agree(own.KeyExchanges, Server.KeyExchanges, "key exchange");
        var algorithm = Agree(own.HostKeys, Server.HostKeys, "host key algorithm");
        if (Server.GuessFollows && (Server.KeyExchanges[0] != own.KeyExchanges[0] || Server.HostKeys[0] != own.HostKeys[0]))
        {
            // A guess that is wrong is to be passed over (RFC 4253 section 7).
            await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        }

        await connection.SendAsync(KeyExchange.Begin(exchange), cancellationToken).ConfigureAwait(false);
        var reply = Reply;
        if (KeyExchange.NeedsGroup(exchange))
        {
            var group = await ExpectAsync(Group, cancellationToken).ConfigureAwait(false);
            await connection.SendAsync(KeyExchange.Continue(group), cancellationToken).ConfigureAwait(false);
            reply = GroupReply;
        }

        return Read(await ExpectAsync(reply, cancellationToken).ConfigureAwait(false), algorithm);
    }

    private static SshKeySighting Read(byte[] reply, string algorithm)
    {
        var blob = new SshWireReader(reply.AsSpan(1)).Text();
        return algorithm.EndsWith("-cert-v01@openssh.com", StringComparison.Ordinal)
            ? Sightings.Of("Wire", SshCertificate.Read(blob)) with { Role = SshKeyRole.HostCertificate }
            : Sightings.Of(SshKeyRole.HostKey, "Wire", SshPublicKey.Read(blob));
    }

    // The first of the client's that the server has too.
    private static string Agree(IReadOnlyList<string> client, IReadOnlyList<string> server, string what) =>
        client.FirstOrDefault(server.Contains) ?? throw new SshFormatException($"it has no {what} of those it was offered.");

    private async ValueTask<byte[]> ExpectAsync(byte message, CancellationToken cancellationToken)
    {
        var payload = await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        return payload[0] == message ? payload : throw new SshFormatException($"it sends message {payload[0]} where {message} is due.");
    }
}
