using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Sealing;

public sealed class KeyFileOpenerTests : RecipientOpenerContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly KeyFiles _files = new();

    public KeyFileOpenerTests()
    {
        Mine = RecipientFactory.KeyFile("file", _folder["store.key"], _files, TimeProvider.System.GetUtcNow());
        Opener = new KeyFileOpener(_files, path: null);
    }

    protected override IRecipientOpener Opener { get; }

    protected override Recipient Mine { get; }

    protected override WrappedStoreKey Wrap(KeyMaterial storeKey, ReadOnlySpan<byte> associatedData) =>
        new(1, Mine.Id, StoreKeyWrap.Wrap(Mine.PublicKey, storeKey, associatedData));

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }
}
