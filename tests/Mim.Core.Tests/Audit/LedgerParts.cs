using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

/// <summary>A ledger over a test's store, to record acts that no use case records.</summary>
internal sealed class LedgerParts : IDisposable
{
    private readonly Keyring _keyring;
    private readonly AuditSigner _signer;

    public LedgerParts(TestSession store)
    {
        Inventory = new SqliteStoreFactory(store.Time).Open(store.Location, create: false, default);
        _keyring = new Keyring(Inventory.Id, Inventory.Keyring, [new KeyFileOpener(new KeyFiles(), null)]);
        Sealer = new Sealer(_keyring, store.Time);
        _signer = new AuditSigner(Inventory.Id, Sealer);
        Ledger = new ActLedger(Inventory, Sealer, _signer, store.Context, store.Time);
    }

    public IInventory Inventory { get; }

    public Sealer Sealer { get; }

    public ActLedger Ledger { get; }

    public void Dispose()
    {
        _signer.Dispose();
        _keyring.Dispose();
        Inventory.Dispose();
    }
}
