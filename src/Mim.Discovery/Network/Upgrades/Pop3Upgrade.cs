namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 2595 section 4.</summary>
internal sealed class Pop3Upgrade : IUpgrade
{
    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await ExpectAsync(connection, cancellationToken).ConfigureAwait(false);
        await TextDialogue.SayAsync(connection, "STLS", cancellationToken).ConfigureAwait(false);
        await ExpectAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask ExpectAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        var reply = await TextDialogue.HearAsync(connection, _ => true, cancellationToken).ConfigureAwait(false);
        TextDialogue.Require(reply.StartsWith("+OK", StringComparison.OrdinalIgnoreCase), reply);
    }
}
