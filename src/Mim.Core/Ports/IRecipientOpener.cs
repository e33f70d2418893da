using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Opens wrapped store keys for the recipients whose private part it can reach.</summary>
public interface IRecipientOpener
{
    /// <summary>
    /// Unwraps <paramref name="wrapped"/> for <paramref name="recipient"/>; null when this opener is not for that recipient.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.WrongPassword"/>, <see cref="MimErrorCause.KeyFileMissing"/>,
    /// <see cref="MimErrorCause.KeyFileDamaged"/>: this is the right recipient, but its key does not open it.
    /// </exception>
    KeyMaterial? Open(Recipient recipient, WrappedStoreKey wrapped, ReadOnlySpan<byte> associatedData);
}
