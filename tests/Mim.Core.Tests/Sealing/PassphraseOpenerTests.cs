using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Sealing;

public sealed class PassphraseOpenerTests : RecipientOpenerContract
{
    public PassphraseOpenerTests()
    {
        using var passphrase = Text();
        Mine = RecipientFactory.Passphrase("people", passphrase, TimeProvider.System.GetUtcNow());
        Opener = new PassphraseOpener(Text);
    }

    protected override IRecipientOpener Opener { get; }

    protected override Recipient Mine { get; }

    protected override WrappedStoreKey Wrap(KeyMaterial storeKey, ReadOnlySpan<byte> associatedData) =>
        new(1, Mine.Id, StoreKeyWrap.Wrap(Mine.PublicKey, storeKey, associatedData));

    private static KeyMaterial Text() => KeyMaterial.CopyOf("correct horse"u8);
}
