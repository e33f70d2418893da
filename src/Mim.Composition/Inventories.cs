using System.Text;
using Mim.Core.Ports;
using Mim.Core.Stores;
using Mim.Inventory;

namespace Mim.Composition;

/// <summary>Opens the inventory that a reference means, on the engine that its location means.</summary>
internal sealed class Inventories(TimeProvider time)
{
    public IInventory Open(StoreReference reference, bool create, CancellationToken cancellationToken) =>
        FactoryOf(reference).Open(LocationOf(reference), create, cancellationToken);

    public void Restore(string backup, StoreReference reference, bool overwrite, CancellationToken cancellationToken) =>
        FactoryOf(reference).Restore(backup, LocationOf(reference), overwrite, cancellationToken);

    private IStoreFactory FactoryOf(StoreReference reference) =>
        StoreAddress.IsConnectionString(reference.Location) ? new PostgresStoreFactory(time) : new SqliteStoreFactory(time);

    // The driver takes a password as a string only; it is made here and handed to nobody else.
    private static string LocationOf(StoreReference reference)
    {
        if (!StoreAddress.IsConnectionString(reference.Location))
        {
            return reference.Location;
        }

        using var password = reference.DatabasePassword?.Invoke();
        return PostgresAddress.Parse(reference.Location, Path.GetFullPath).ConnectionString(
            reference.DatabaseUser, password is null ? null : Encoding.UTF8.GetString(password.Span));
    }
}
