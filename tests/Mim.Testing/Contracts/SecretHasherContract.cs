using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What everything does that makes hashes which stand for secrets.</summary>
public abstract class SecretHasherContract
{
    protected abstract ISecretHasher Hasher { get; }

    /// <summary>One with another key.</summary>
    protected abstract ISecretHasher Other { get; }

    [Fact]
    public void Equal_secrets_have_equal_hashes_and_others_have_others()
    {
        Assert.Equal(Hasher.Hash("kestrel7"u8), Hasher.Hash("kestrel7"u8));
        Assert.NotEqual(Hasher.Hash("kestrel7"u8), Hasher.Hash("kestrel8"u8));
        Assert.NotEqual(Hasher.Hash([]), Hasher.Hash([0]));
    }

    [Fact]
    public void A_hash_is_64_digits_whatever_it_is_of()
    {
        Assert.Matches("^[0-9A-F]{64}$", Hasher.Hash([]));
        Assert.Matches("^[0-9A-F]{64}$", Hasher.Hash(new byte[100_000]));
    }

    [Fact]
    public void Without_the_key_nobody_makes_the_same() => Assert.NotEqual(Hasher.Hash("kestrel7"u8), Other.Hash("kestrel7"u8));

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        var expected = Hasher.Hash("kestrel7"u8);
        Parallel.For(0, 64, _ => Assert.Equal(expected, Hasher.Hash("kestrel7"u8)));
    }
}
