using System.Globalization;
using System.Text;
using Mim.Core;
using Mim.Pki.Names;
using Mim.Testing;

namespace Mim.Pki.Tests.Names;

public sealed class DistinguishedNamePropertyTests
{
    private const int LongestCommonName = 64;

    [Fact]
    public void AnyTextIsANameOrRefusedByName() => Any.Holds(Any.Text, text =>
    {
        try
        {
            AssertRoundTrip(DistinguishedName.Encode(text));
        }
        catch (MimException refusal)
        {
            Assert.Equal((MimErrorCause.InvalidName, text), (refusal.Cause, refusal.Subject));
        }
    });

    [Fact]
    public void AnyValueSurvivesTheRoundTrip() => Any.Holds(Any.Text, text =>
    {
        var value = string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0).Take(LongestCommonName));
        if (value.Length == 0)
        {
            return;
        }

        var name = DistinguishedName.Encode($"CN={Escaped(value)},O=Corp");

        Assert.Equal(value, NameFormatter.CommonName(name));
        AssertRoundTrip(name);
    });

    private static void AssertRoundTrip(byte[] name) => Assert.Equal(name, DistinguishedName.Encode(NameFormatter.Format(name)));

    // Every octet as a pair of digits (RFC 4514 section 2.4), whatever it is.
    private static string Escaped(string value) => string.Concat(
        Encoding.UTF8.GetBytes(value).Select(octet => string.Create(CultureInfo.InvariantCulture, $"\\{octet:X2}")));
}
