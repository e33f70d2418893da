using System.Globalization;
using Mim.Core.Identities;

namespace Mim.Core.Vault;

/// <summary>Why a token gets nothing.</summary>
/// <param name="Reason">One word for the record.</param>
/// <param name="Message">For whoever holds the token.</param>
internal sealed record HandOffRefusal(string Reason, string Message)
{
    public static HandOffRefusal Malformed { get; } = new(
        "Malformed", "That is no token of a hand-off: it was cut short or mistyped, as its checksum says.");

    public static HandOffRefusal Unknown { get; } = new("Unknown", "This store knows no hand-off with that token.");

    /// <summary>Null when it may be received.</summary>
    public static HandOffRefusal? Of(HandOff handOff, MachineIdentity identity, CredentialVersion version, DateTimeOffset now) => handOff switch
    {
        { ReceivedBy: { } by, EndedAt: { } at } => new(
            "Received",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The hand-off of '{identity.Name}' was received on {at:yyyy-MM-dd HH:mm:ss}Z by {by}. If nobody was meant to, " +
                $"the secret is stolen: give it its next value with Set-MachineSecret.")),
        { EndedAt: { } at } => Over(identity, at),
        _ when handOff.ExpiresAt <= now => Over(identity, handOff.ExpiresAt),
        _ => SecretReader.Trouble(identity, version, now) is { } trouble ? new("Unreadable", trouble.Message) : null,
    };

    private static HandOffRefusal Over(MachineIdentity identity, DateTimeOffset at) => new(
        "Ended", string.Create(CultureInfo.InvariantCulture, $"The hand-off of '{identity.Name}' ended on {at:yyyy-MM-dd HH:mm:ss}Z. Ask for another."));
}
