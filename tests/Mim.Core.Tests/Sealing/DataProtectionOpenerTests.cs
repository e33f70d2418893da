using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Sealing;

public sealed class DataProtectionOpenerTests : RecipientOpenerContract
{
    private readonly TestDataProtector _protector = new();

    public DataProtectionOpenerTests()
    {
        Mine = RecipientFactory.Dpapi("machine", _protector, TimeProvider.System.GetUtcNow());
        Opener = new DataProtectionOpener(_protector);
    }

    protected override IRecipientOpener Opener { get; }

    protected override Recipient Mine { get; }

    protected override WrappedStoreKey Wrap(KeyMaterial storeKey, ReadOnlySpan<byte> associatedData) =>
        new(1, Mine.Id, StoreKeyWrap.Wrap(Mine.PublicKey, storeKey, associatedData));

    protected override void Dispose(bool disposing)
    {
        _protector.Dispose();
        base.Dispose(disposing);
    }
}
