using Mim.Pki.Certificates;

namespace Mim.Pki.Tests.Certificates;

public class SerialNumbersTests
{
    [Theory]
    [InlineData("00", "00")]
    [InlineData("01", "01")]
    [InlineData("7F", "7F")]
    [InlineData("0080", "80")]
    [InlineData("00FF00", "FF00")]
    [InlineData("FF", "-01")]
    [InlineData("80", "-80")]
    [InlineData("FF00", "-0100")]
    public void IntegersBecomeTextAndComeBack(string der, string text)
    {
        Assert.Equal(text, SerialNumbers.Format(Convert.FromHexString(der)));
        Assert.Equal(der, Convert.ToHexString(SerialNumbers.Parse(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("123")]
    [InlineData("0x01")]
    public void OtherTextIsRefused(string text) => Assert.Throws<FormatException>(() => SerialNumbers.Parse(text));
}
