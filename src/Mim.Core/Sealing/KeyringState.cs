namespace Mim.Core.Sealing;

/// <summary>The whole keyring as the store keeps it: nothing in it opens without a recipient's private part.</summary>
public sealed record KeyringState(
    IReadOnlyList<Recipient> Recipients,
    IReadOnlyList<StoreKey> Keys,
    IReadOnlyList<WrappedStoreKey> Wrapped)
{
    public static KeyringState Empty { get; } = new([], [], []);
}
