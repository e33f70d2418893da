using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IDataProtector"/> promises where the platform has one, and where it has none.</summary>
public abstract class DataProtectorContract(IDataProtector protector)
{
    [Fact]
    public void What_was_protected_comes_back_or_the_platform_says_it_cannot()
    {
        using var secret = KeyMaterial.Random(138);
        if (!protector.IsSupported)
        {
            Assert.Equal(MimErrorCause.Unsupported, Assert.Throws<MimException>(() => protector.Protect(secret)).Cause);
            Assert.Equal(MimErrorCause.Unsupported, Assert.Throws<MimException>(() => protector.Unprotect(new byte[16])).Cause);
            return;
        }

        var hidden = protector.Protect(secret);
        Assert.Equal(-1, hidden.AsSpan().IndexOf(secret.Span));
        using var back = protector.Unprotect(hidden);
        Assert.True(back.Span.SequenceEqual(secret.Span));
    }

    [Fact]
    public void What_was_changed_does_not_open()
    {
        using var secret = KeyMaterial.Random(138);
        if (protector.IsSupported)
        {
            var hidden = protector.Protect(secret);
            hidden[^1] ^= 1;
            Assert.Equal(MimErrorCause.KeyringLocked, Assert.Throws<MimException>(() => protector.Unprotect(hidden)).Cause);
        }
    }
}
