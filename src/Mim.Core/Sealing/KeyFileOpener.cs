using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>Opens key file recipients with the file their hint names, or the one given instead.</summary>
public sealed class KeyFileOpener(IKeyFiles files, string? path) : IRecipientOpener
{
    public KeyMaterial? Open(Recipient recipient, WrappedStoreKey wrapped, ReadOnlySpan<byte> associatedData)
    {
        if (recipient.Kind != RecipientKind.KeyFile || (path ?? recipient.Hint) is not { } file)
        {
            return null;
        }

        using var pkcs8 = files.Read(file);
        using var key = RecipientKey.Load(pkcs8)
            ?? throw new MimException(MimErrorCause.KeyFileDamaged, $"Key file '{file}' holds no key on P-256.", file);
        return StoreKeyWrap.Unwrap(key, wrapped.Wrapped, associatedData)
            ?? throw new MimException(MimErrorCause.KeyFileDamaged, $"Key file '{file}' does not open this store: it is another store's key, or damaged.", file);
    }
}
