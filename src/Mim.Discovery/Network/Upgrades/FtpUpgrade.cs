namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 4217 section 4.</summary>
internal sealed class FtpUpgrade : IUpgrade
{
    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await TextDialogue.ExpectAsync(connection, "220", cancellationToken).ConfigureAwait(false);
        await TextDialogue.SayAsync(connection, "AUTH TLS", cancellationToken).ConfigureAwait(false);
        await TextDialogue.ExpectAsync(connection, "234", cancellationToken).ConfigureAwait(false);
    }
}
