namespace Mim.Core.Ports;

/// <summary>Makes and opens stores of one engine.</summary>
public interface IStoreFactory
{
    /// <summary>
    /// Opens a store and applies missing migrations; with <paramref name="create"/> makes an empty one (owner-only files)
    /// when it is missing.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.StoreNotFound"/>, <see cref="MimErrorCause.StoreDamaged"/>,
    /// <see cref="MimErrorCause.StoreTooNew"/>, <see cref="MimErrorCause.StoreUnusable"/>.
    /// </exception>
    IInventory Open(string location, bool create, CancellationToken cancellationToken);

    /// <summary>Checks a backup and puts it in the place of a store, keeping what was there beside it.</summary>
    void Restore(string backup, string location, bool overwrite, CancellationToken cancellationToken);
}
