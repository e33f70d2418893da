using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Opens passphrase recipients; the passphrase is asked for once at most, and only when one of them is tried.</summary>
public sealed class PassphraseOpener(Func<KeyMaterial?> passphrase) : IRecipientOpener
{
    public KeyMaterial? Open(Recipient recipient, WrappedStoreKey wrapped, ReadOnlySpan<byte> associatedData)
    {
        if (recipient.Kind != RecipientKind.Passphrase)
        {
            return null;
        }

        using var text = passphrase();
        if (text is null)
        {
            return null;
        }

        using var pkcs8 = RecipientKey.OpenWithPassphrase(recipient, text);
        using var key = pkcs8 is null ? null : RecipientKey.Load(pkcs8);
        return (key is null ? null : StoreKeyWrap.Unwrap(key, wrapped.Wrapped, associatedData))
            ?? throw new MimException(MimErrorCause.WrongPassword, $"The passphrase does not open recipient '{recipient.Label}'.", recipient.Label);
    }
}
