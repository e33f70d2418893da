namespace Mim.Discovery.Network.Upgrades;

/// <summary>RFC 9051 section 6.2.1.</summary>
internal sealed class ImapUpgrade : IUpgrade
{
    private const string Tag = "a1 ";

    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        var greeting = await TextDialogue.HearAsync(connection, _ => true, cancellationToken).ConfigureAwait(false);
        TextDialogue.Require(greeting.StartsWith("* OK", StringComparison.OrdinalIgnoreCase), greeting);
        await TextDialogue.SayAsync(connection, Tag + "STARTTLS", cancellationToken).ConfigureAwait(false);
        var reply = await TextDialogue
            .HearAsync(connection, line => !line.StartsWith('*'), cancellationToken)
            .ConfigureAwait(false);
        TextDialogue.Require(reply.StartsWith(Tag + "OK", StringComparison.OrdinalIgnoreCase), reply);
    }
}
