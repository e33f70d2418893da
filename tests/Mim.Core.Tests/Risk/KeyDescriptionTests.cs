using System.Security.Cryptography;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class KeyDescriptionTests
{
    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    public void RsaIsNamedByItsBits(int bits)
    {
        using var key = RSA.Create(bits);

        Assert.Equal(new KeyDescription($"Rsa{bits}", bits, KeyFamily.Rsa), KeyDescription.Read(key.ExportSubjectPublicKeyInfo()));
    }

    [Theory]
    [InlineData("nistP256", "EcdsaP256", 256)]
    [InlineData("nistP384", "EcdsaP384", 384)]
    [InlineData("nistP521", "EcdsaP521", 521)]
    public void CurvesAreNamed(string curve, string name, int bits)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));

        Assert.Equal(new KeyDescription(name, bits, KeyFamily.EllipticCurve), KeyDescription.Read(key.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void Ed25519IsNamed()
    {
        byte[] spki = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00, .. new byte[32]];

        Assert.Equal(new KeyDescription("Ed25519", 256, KeyFamily.Edwards), KeyDescription.Read(spki));
    }

    [Fact]
    public void UnknownAlgorithmIsItsIdentifier()
    {
        byte[] x25519 = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x6E, 0x03, 0x21, 0x00, .. new byte[32]];

        Assert.Equal(new KeyDescription("1.3.101.110", 0, KeyFamily.Unknown), KeyDescription.Read(x25519));
    }
}
