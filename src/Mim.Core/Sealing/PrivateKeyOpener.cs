using System.Security.Cryptography;
using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Opens certificate recipients with the private key that <paramref name="find"/> gives for a recipient.</summary>
/// <param name="find">A key the opener disposes; null when there is none here for that recipient.</param>
public sealed class PrivateKeyOpener(Func<Recipient, AsymmetricAlgorithm?> find) : IRecipientOpener
{
    public KeyMaterial? Open(Recipient recipient, WrappedStoreKey wrapped, ReadOnlySpan<byte> associatedData)
    {
        if (recipient.Kind != RecipientKind.Certificate)
        {
            return null;
        }

        using var key = find(recipient);
        return key is null ? null : StoreKeyWrap.Unwrap(key, wrapped.Wrapped, associatedData);
    }
}
