using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class SerialNumberLintTests
{
    [Theory]
    [InlineData("00", "SerialNumberNotPositive")]
    [InlineData("-0123456789ABCDEF", "SerialNumberNotPositive")]
    [InlineData("0A", "SerialNumberShort")]
    [InlineData("8123456789ABCDEF0123456789ABCDEF01234567", "SerialNumberLong")]
    [InlineData("010123456789ABCDEF0123456789ABCDEF01234567", "SerialNumberLong")]
    public void EachTroubleIsNamed(string serialNumber, string rule) =>
        Assert.Equal(rule, Assert.Single(SerialNumberLint.Inspect(serialNumber)).Rule);

    [Theory]
    [InlineData("8123456789ABCDEF")]
    [InlineData("7123456789ABCDEF0123456789ABCDEF01234567")]
    public void NumbersOfGoodAuthoritiesHaveNone(string serialNumber) => Assert.Empty(SerialNumberLint.Inspect(serialNumber));
}
