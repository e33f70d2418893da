using Mim.Discovery.Network.Tls;

namespace Mim.Discovery.Tests.Network;

/// <summary>The vectors of RFC 7748 sections 5.2 and 6.</summary>
public sealed class MontgomeryCurveTests
{
    [Theory]
    [InlineData(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    public void X25519(string scalar, string coordinate, string product) => Check(MontgomeryCurve.X25519, scalar, coordinate, product);

    [Theory]
    [InlineData(
        "3d262fddf9ec8e88495266fea19a34d28882acef045104d0d1aae121700a779c984c24f8cdd78fbff44943eba368f54b29259a4f1c600ad3",
        "06fce640fa3487bfda5f6cf2d5263f8aad88334cbd07437f020f08f9814dc031ddbdc38c19c6da2583fa5429db94ada18aa7a7fb4ef8a086",
        "ce3e4ff95a60dc6697da1db1d85e6afbdf79b50a2412d7546d5f239fe14fbaadeb445fc66a01b0779d98223961111e21766282f73dd96b6f")]
    public void X448(string scalar, string coordinate, string product) => Check(MontgomeryCurve.X448, scalar, coordinate, product);

    [Fact]
    public void Both_ends_agree()
    {
        foreach (var group in new[] { NamedGroup.X25519, NamedGroup.X448, NamedGroup.P384 })
        {
            using var one = KeyShare.Create(group);
            using var other = KeyShare.Create(group);
            Assert.Equal(one.Agree(other.PublicKey), other.Agree(one.PublicKey));
            Assert.ThrowsAny<Exception>(() => one.Agree(new byte[one.PublicKey.Length]));
            Assert.ThrowsAny<Exception>(() => one.Agree([1, 2]));
        }
    }

    private static void Check(MontgomeryCurve curve, string scalar, string coordinate, string product) =>
        Assert.Equal(
            product,
            Convert.ToHexStringLower(curve.Multiply(Convert.FromHexString(scalar), Convert.FromHexString(coordinate))));
}
