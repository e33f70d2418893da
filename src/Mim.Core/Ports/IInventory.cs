using Mim.Core.Stores;

namespace Mim.Core.Ports;

/// <summary>An open store. Thread-safe.</summary>
public interface IInventory : IInventoryReader, IDisposable
{
    /// <summary>Made with the store, and kept by its backups.</summary>
    Guid Id { get; }

    /// <summary>Full path, or a connection string without its password.</summary>
    string Location { get; }

    /// <summary>Troubles a user should mend, as files that others can read; found without reading the store.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>What the store is; counts are read when asked.</summary>
    StoreInfo Describe(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in one serialised write transaction and commits it durably before it returns; an
    /// exception rolls everything back. Waits for other writers, and stops waiting when cancelled.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.StoreLocked"/>, <see cref="MimErrorCause.StoreFull"/>,
    /// <see cref="MimErrorCause.StoreReadOnly"/>, <see cref="MimErrorCause.StoreDamaged"/>.
    /// </exception>
    T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken);
}
