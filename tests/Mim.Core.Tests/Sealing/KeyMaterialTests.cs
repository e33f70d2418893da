using Mim.Core.Sealing;

namespace Mim.Core.Tests.Sealing;

public class KeyMaterialTests
{
    [Fact]
    public void DisposingZeroesTheBytes()
    {
        var material = KeyMaterial.Random(32);
        var bytes = material.Memory;

        material.Dispose();

        Assert.Equal(new byte[32], bytes.ToArray());
        Assert.Throws<ObjectDisposedException>(() => material.Span.Length);
        material.Dispose();
    }

    [Fact]
    public void TakingZeroesTheSource()
    {
        byte[] source = [1, 2, 3];

        using var material = KeyMaterial.Take(source);

        Assert.Equal([0, 0, 0], source);
        Assert.Equal([1, 2, 3], material.Span.ToArray());
    }

    [Fact]
    public void TextShowsNothing()
    {
        using var material = KeyMaterial.CopyOf("canary"u8);

        Assert.Equal("KeyMaterial", $"{material}");
    }
}
