using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What every <see cref="IRecipientOpener"/> does with its own recipient, with others and with a changed wrapping.</summary>
public abstract class RecipientOpenerContract : IDisposable
{
    private static readonly byte[] _context = "store and generation"u8.ToArray();
    private readonly KeyMaterial _storeKey = KeyMaterial.Random(32);

    protected abstract IRecipientOpener Opener { get; }

    /// <summary>The recipient whose private part the opener reaches.</summary>
    protected abstract Recipient Mine { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Its_own_recipient_opens()
    {
        using var opened = Opener.Open(Mine, Wrap(_storeKey, _context), _context);
        Assert.NotNull(opened);
        Assert.True(opened.Span.SequenceEqual(_storeKey.Span));
    }

    [Fact]
    public void Recipients_of_another_kind_are_left_to_others()
    {
        var wrapped = Wrap(_storeKey, _context);
        foreach (var kind in Enum.GetValues<RecipientKind>().Where(kind => kind != Mine.Kind))
        {
            Assert.Null(Opener.Open(Mine with { Kind = kind }, wrapped, _context));
        }
    }

    [Fact]
    public void A_changed_wrapping_or_context_gives_no_key()
    {
        var wrapped = Wrap(_storeKey, _context);
        var changed = (byte[])wrapped.Wrapped.Clone();
        changed[^1] ^= 1;
        AssertNoKey(() => Opener.Open(Mine, wrapped with { Wrapped = changed }, _context));
        AssertNoKey(() => Opener.Open(Mine, wrapped with { Wrapped = [] }, _context));
        AssertNoKey(() => Opener.Open(Mine, wrapped, "another store"u8));
    }

    /// <summary>Wraps a store key to <see cref="Mine"/>.</summary>
    protected abstract WrappedStoreKey Wrap(KeyMaterial storeKey, ReadOnlySpan<byte> associatedData);

    protected virtual void Dispose(bool disposing) => _storeKey.Dispose();

    private static void AssertNoKey(Func<KeyMaterial?> open)
    {
        try
        {
            Assert.Null(open());
        }
        catch (MimException refusal)
        {
            Assert.Contains(
                refusal.Cause, new[] { MimErrorCause.WrongPassword, MimErrorCause.KeyFileDamaged, MimErrorCause.StoreDamaged });
        }
    }
}
