namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 4642 section 2.2.</summary>
internal sealed class NntpUpgrade : IUpgrade
{
    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        // 200 where posting is allowed, 201 where it is not (RFC 3977 section 5.1).
        await TextDialogue.ExpectAsync(connection, "20", cancellationToken).ConfigureAwait(false);
        await TextDialogue.SayAsync(connection, "STARTTLS", cancellationToken).ConfigureAwait(false);
        await TextDialogue.ExpectAsync(connection, "382", cancellationToken).ConfigureAwait(false);
    }
}
