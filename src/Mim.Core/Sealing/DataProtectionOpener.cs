using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Opens recipients whose key the platform protects (DPAPI).</summary>
public sealed class DataProtectionOpener(IDataProtector protector) : IRecipientOpener
{
    public KeyMaterial? Open(Recipient recipient, WrappedStoreKey wrapped, ReadOnlySpan<byte> associatedData)
    {
        if (recipient.Kind != RecipientKind.Dpapi || !protector.IsSupported)
        {
            return null;
        }

        using var pkcs8 = protector.Unprotect(recipient.ProtectedKey);
        using var key = RecipientKey.Load(pkcs8);
        return (key is null ? null : StoreKeyWrap.Unwrap(key, wrapped.Wrapped, associatedData))
            ?? throw new MimException(MimErrorCause.StoreDamaged, $"Recipient '{recipient.Label}' does not open this store.", recipient.Label);
    }
}
