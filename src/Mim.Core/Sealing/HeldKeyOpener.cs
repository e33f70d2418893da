using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Opens with the store key itself, while a store is being made.</summary>
internal sealed class HeldKeyOpener(KeyMaterial storeKey) : IRecipientOpener
{
    public KeyMaterial? Open(Recipient recipient, WrappedStoreKey wrapped, ReadOnlySpan<byte> associatedData) =>
        KeyMaterial.CopyOf(storeKey.Span);
}
