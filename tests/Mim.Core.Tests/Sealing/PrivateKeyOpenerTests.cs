using System.Security.Cryptography;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Sealing;

public sealed class PrivateKeyOpenerTests : RecipientOpenerContract
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);

    public PrivateKeyOpenerTests()
    {
        Mine = new Recipient
        {
            Id = Guid.NewGuid(),
            Kind = RecipientKind.Certificate,
            Label = "officer",
            PublicKey = _key.ExportSubjectPublicKeyInfo(),
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        Opener = new PrivateKeyOpener(_ => ECDiffieHellman.Create(_key.ExportParameters(includePrivateParameters: true)));
    }

    protected override IRecipientOpener Opener { get; }

    protected override Recipient Mine { get; }

    protected override WrappedStoreKey Wrap(KeyMaterial storeKey, ReadOnlySpan<byte> associatedData) =>
        new(1, Mine.Id, StoreKeyWrap.Wrap(Mine.PublicKey, storeKey, associatedData));

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }
}
