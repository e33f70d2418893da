using System.Net.Sockets;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 3207; LMTP (RFC 2033) differs in how it is greeted.</summary>
/// <param name="greeting">EHLO or LHLO.</param>
internal sealed class SmtpUpgrade(string greeting) : IUpgrade
{
    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await TextDialogue.ExpectAsync(connection, "220", cancellationToken).ConfigureAwait(false);

        // A client without a name of its own gives its address (RFC 5321 section 4.1.3).
        var local = connection.LocalAddress;
        var family = local.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6:" : "";
        await TextDialogue.SayAsync(connection, $"{greeting} [{family}{local}]", cancellationToken).ConfigureAwait(false);
        await TextDialogue.ExpectAsync(connection, "250", cancellationToken).ConfigureAwait(false);
        await TextDialogue.SayAsync(connection, "STARTTLS", cancellationToken).ConfigureAwait(false);
        await TextDialogue.ExpectAsync(connection, "220", cancellationToken).ConfigureAwait(false);
    }
}
