namespace Mim.Core.Ports;

/// <summary>Copies whole stores, from one engine to another too.</summary>
public interface IStoreTransfer
{
    /// <summary>
    /// Makes <paramref name="destination"/> the same store as <paramref name="source"/> while others write to the source. An
    /// interrupted copy is gone on with; a finished one catches up. Until it ends, the destination opens for nothing else.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.StoreExists"/>: the destination is another store, or went on by itself;
    /// <see cref="MimErrorCause.InvalidArgument"/>: both are the same.
    /// </exception>
    void Copy(IInventory source, IInventory destination, IProgress<double>? progress, CancellationToken cancellationToken);
}
