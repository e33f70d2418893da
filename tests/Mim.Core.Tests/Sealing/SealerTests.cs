using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing;

namespace Mim.Core.Tests.Sealing;

public class SealerTests
{
    private static readonly byte[] Secret = "s3cret"u8.ToArray();

    [Fact]
    public void SealingTwiceGivesDifferentValuesThatOpen()
    {
        using var store = new HeldKeyring();
        var owner = Guid.NewGuid();

        var first = store.Sealer.Seal(owner, SealedPurpose.Secret, Secret);
        var second = store.Sealer.Seal(owner, SealedPurpose.Secret, Secret);

        Assert.NotEqual(first.Ciphertext, second.Ciphertext);
        Assert.NotEqual(first.WrappedDataKey, second.WrappedDataKey);
        using var opened = store.Sealer.Unseal(first);
        Assert.Equal(Secret, opened.Span.ToArray());
    }

    public static TheoryData<string> Changes => ["id", "owner", "purpose", "generation", "key", "key cut", "text", "text cut", "text empty"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void NoChangedFieldOpens(string change)
    {
        using var store = new HeldKeyring();
        var value = store.Sealer.Seal(Guid.NewGuid(), SealedPurpose.PrivateKey, Secret);

        var changed = change switch
        {
            "id" => value with { Id = Guid.NewGuid() },
            "owner" => value with { OwnerId = Guid.NewGuid() },
            "purpose" => value with { Purpose = SealedPurpose.Secret },
            "generation" => value with { KeyGeneration = 7 },
            "key" => value with { WrappedDataKey = Flip(value.WrappedDataKey) },
            "key cut" => value with { WrappedDataKey = value.WrappedDataKey[..20] },
            "text" => value with { Ciphertext = Flip(value.Ciphertext) },
            "text cut" => value with { Ciphertext = value.Ciphertext[..^1] },
            _ => value with { Ciphertext = [] },
        };

        Assert.Equal(MimErrorCause.SealBroken, Assert.Throws<MimException>(() => store.Sealer.Unseal(changed)).Cause);
    }

    [Fact]
    public void ValuesCannotChangePlaces()
    {
        using var store = new HeldKeyring();
        var mine = store.Sealer.Seal(Guid.NewGuid(), SealedPurpose.PrivateKey, Secret);
        var other = store.Sealer.Seal(Guid.NewGuid(), SealedPurpose.PrivateKey, "other"u8);

        var swapped = mine with { WrappedDataKey = other.WrappedDataKey, Ciphertext = other.Ciphertext };

        Assert.Equal(MimErrorCause.SealBroken, Assert.Throws<MimException>(() => store.Sealer.Unseal(swapped)).Cause);
    }

    [Fact]
    public void AnotherStoresValueDoesNotOpen()
    {
        using var store = new HeldKeyring();
        using var other = new HeldKeyring();

        var value = other.Sealer.Seal(Guid.NewGuid(), SealedPurpose.Secret, Secret);

        Assert.Equal(MimErrorCause.SealBroken, Assert.Throws<MimException>(() => store.Sealer.Unseal(value)).Cause);
    }

    [Fact]
    public void AMissingValueIsNamed()
    {
        using var store = new HeldKeyring();
        var owner = Guid.NewGuid();

        var exception = Assert.Throws<MimException>(() => store.Sealer.Unseal(new MovingValue(), owner, SealedPurpose.PrivateKey));

        Assert.Equal(MimErrorCause.PrivateKeyMissing, exception.Cause);
        Assert.Equal(owner.ToString(), exception.Subject);
    }

    [Fact]
    public void AValueThatMovesWhileItIsReadOpens()
    {
        using var store = new HeldKeyring();
        var now = store.Sealer.Seal(Guid.NewGuid(), SealedPurpose.Secret, Secret);
        var before = now with { KeyGeneration = 0 };

        using var opened = store.Sealer.Unseal(new MovingValue(before, now), now.OwnerId, SealedPurpose.Secret);

        Assert.Equal(Secret, opened.Span.ToArray());
    }

    private static byte[] Flip(byte[] bytes)
    {
        var changed = (byte[])bytes.Clone();
        changed[15] ^= 1;
        return changed;
    }

    private sealed class HeldKeyring : IKeyringReader, IDisposable
    {
        private static readonly Guid StoreId = Guid.NewGuid();
        private readonly KeyMaterial _storeKey = KeyMaterial.Random(32);
        private readonly Keyring _keyring;

        public HeldKeyring()
        {
            _keyring = new Keyring(StoreId, this, [new HeldKeyOpener(_storeKey)]);
            Sealer = new Sealer(_keyring, TimeProvider.System);
        }

        public Sealer Sealer { get; }

        public KeyringState Load()
        {
            var recipient = new Recipient { Id = Guid.NewGuid(), Kind = RecipientKind.KeyFile, Label = "held", PublicKey = [], CreatedAt = Sample.Now };
            return new KeyringState([recipient], [new StoreKey(1, Sample.Now, null)], [new WrappedStoreKey(1, recipient.Id, [])]);
        }

        public void Dispose()
        {
            _keyring.Dispose();
            _storeKey.Dispose();
        }
    }

    /// <summary>Gives one value after another, as if it was moved between two readings.</summary>
    private sealed class MovingValue(params SealedValue[] values) : ISealedReader
    {
        private int _reads;

        public SealedValue? Get(Guid ownerId, SealedPurpose purpose) => values.Length == 0 ? null : values[Math.Min(_reads++, values.Length - 1)];

        public IReadOnlyList<SealedValue> WrappedBefore(int generation, int limit) => [];
    }
}
