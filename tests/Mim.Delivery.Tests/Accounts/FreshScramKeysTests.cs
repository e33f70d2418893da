using Mim.Core.Sealing;
using Mim.Delivery.Accounts;

namespace Mim.Delivery.Tests.Accounts;

public sealed class FreshScramKeysTests : IDisposable
{
    private const int Rounds = 4096;
    private readonly FreshScramKeys _fresh = new();
    private readonly KeyMaterial _password = KeyMaterial.CopyOf("some-Password-1"u8);

    public void Dispose()
    {
        _password.Dispose();
        _fresh.Dispose();
    }

    [Fact]
    public void Each_is_handed_out_once()
    {
        var keys = Kept(1);
        Assert.Same(keys, Take(1));
        Assert.Null(Take(1));
        keys.Dispose();
    }

    [Fact]
    public void They_are_of_this_password_salt_and_count_only()
    {
        var keys = Kept(1);
        using var other = KeyMaterial.CopyOf("some-Password-2"u8);
        Assert.Null(_fresh.Take(other, [1], Rounds));
        Assert.Null(Take(2));
        Assert.Null(_fresh.Take(_password, [1], Rounds + 1));
        Assert.Same(keys, Take(1));
        keys.Dispose();
    }

    [Fact]
    public void The_oldest_goes_and_is_zeroed_where_there_are_too_many()
    {
        var first = Kept(0);
        for (byte salt = 1; salt <= 64; salt++)
        {
            Kept(salt);
        }

        Assert.Null(Take(0));
        Assert.Throws<ObjectDisposedException>(() => first.ServerKey.Span.Length);
        using var last = Take(64);
        Assert.NotNull(last);
    }

    private ScramKeys Kept(byte salt)
    {
        var keys = ScramKeys.Of(_password, [salt], 1);
        _fresh.Keep(_password, [salt], Rounds, keys);
        return keys;
    }

    private ScramKeys? Take(byte salt) => _fresh.Take(_password, [salt], Rounds);
}
