using System.Security;
using System.Text;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 6120 section 5.4.</summary>
/// <param name="content">Namespace of what the stream is for: of clients or of servers.</param>
/// <param name="domain">Whom to ask for; null where the server is known by its address only.</param>
internal sealed class XmppUpgrade(string content, string? domain) : IUpgrade
{
    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        var to = domain is null ? string.Empty : $" to='{SecurityElement.Escape(domain)}'";
        await SayAsync(
            connection,
            $"<?xml version='1.0'?><stream:stream{to} version='1.0' xmlns='{content}' xmlns:stream='http://etherx.jabber.org/streams'>",
            cancellationToken).ConfigureAwait(false);
        var offers = false;
        var last = await HearAsync(connection, tag => IsEnd(tag, ref offers), cancellationToken).ConfigureAwait(false);
        TextDialogue.Require(offers, last);
        await SayAsync(connection, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", cancellationToken).ConfigureAwait(false);
        var reply = await HearAsync(connection, _ => true, cancellationToken).ConfigureAwait(false);
        TextDialogue.Require(reply.StartsWith("<proceed", StringComparison.Ordinal), reply);
        if (!reply.EndsWith("/>", StringComparison.Ordinal))
        {
            await HearAsync(connection, _ => true, cancellationToken).ConfigureAwait(false);
        }
    }

    // What is wrong with the stream stands in the tag after that which says so.
    private static bool IsEnd(string tag, ref bool offers)
    {
        offers |= tag.Contains("<starttls", StringComparison.Ordinal);
        return tag is "</stream:features>" or "<stream:features/>" or "</stream:stream>"
            || tag.Contains("urn:ietf:params:xml:ns:xmpp-streams", StringComparison.Ordinal);
    }

    private static ValueTask SayAsync(ProbeConnection connection, string text, CancellationToken cancellationToken) =>
        connection.SendAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    private static ValueTask<string> HearAsync(ProbeConnection connection, Func<string, bool> isLast, CancellationToken cancellationToken) =>
        TextDialogue.HearAsync(connection, (byte)'>', isLast, cancellationToken);
}
