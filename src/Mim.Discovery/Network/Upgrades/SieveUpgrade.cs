namespace Mim.Discovery.Network.Upgrades;

/// <summary>ManageSieve, RFC 5804 section 2.2.</summary>
internal sealed class SieveUpgrade : IUpgrade
{
    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await ExpectAsync(connection, cancellationToken).ConfigureAwait(false);
        await TextDialogue.SayAsync(connection, "STARTTLS", cancellationToken).ConfigureAwait(false);
        await ExpectAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    // Capabilities are lines that begin with a quotation mark.
    private static async ValueTask ExpectAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        var reply = await TextDialogue.HearAsync(connection, line => !line.StartsWith('"'), cancellationToken).ConfigureAwait(false);
        TextDialogue.Require(reply.StartsWith("OK", StringComparison.OrdinalIgnoreCase), reply);
    }
}
