using Mim.Core;
using Mim.Pki.Names;

namespace Mim.Pki.Tests.Names;

public class DistinguishedNameTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("CN=web01,O=Corp,C=NL", "CN=web01,O=Corp,C=NL")]
    [InlineData(" cn = web01 , o= Corp ", "CN=web01,O=Corp")]
    [InlineData("CN=a+OU=b,O=c", "CN=a+OU=b,O=c")]
    [InlineData("commonName=a,S=b,E=x@y.test,DC=corp,DC=test", "CN=a,ST=b,emailAddress=x@y.test,DC=corp,DC=test")]
    [InlineData(@"CN=a\,b\+c\=d\\e\""f", @"CN=a\,b\+c=d\\e\""f")]
    [InlineData(@"CN=\20a\20", @"CN=\ a\ ")]
    [InlineData(@"CN=\ ", @"CN=\ ")]
    [InlineData(@"CN=\#1", @"CN=\#1")]
    [InlineData(@"CN=Lu\C4\8Di\C4\87", "CN=Lučić")]
    [InlineData("CN=日本 \U0001F511", "CN=日本 \U0001F511")]
    [InlineData("1.2.3.4=x", "1.2.3.4=#0C0178")]
    [InlineData("1.2.3.4=#0C0178,CN=a", "1.2.3.4=#0C0178,CN=a")]
    [InlineData("OID.2.5.4.3=a", null)]
    [InlineData(@"CN=a\0Ab", @"CN=a\0Ab")]
    [InlineData("CN=a\u202Eb", @"CN=a\E2\80\AEb")]
    public void TextSurvivesTheRoundTrip(string text, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<MimException>(() => DistinguishedName.Encode(text));
            return;
        }

        Assert.Equal(expected, NameFormatter.Format(DistinguishedName.Encode(text)));
        Assert.Equal(expected, NameFormatter.Format(DistinguishedName.Encode(expected)));
    }

    [Theory]
    [InlineData("web01")]
    [InlineData("CN")]
    [InlineData("CN=")]
    [InlineData("CN=a,")]
    [InlineData("CN=a,,O=b")]
    [InlineData("XX=a")]
    [InlineData("C=Netherlands")]
    [InlineData("C=1")]
    [InlineData("CN=a;O=b")]
    [InlineData("CN=\"a\"")]
    [InlineData(@"CN=a\")]
    [InlineData(@"CN=a\zz")]
    [InlineData(@"CN=\FF")]
    [InlineData("CN=#zz")]
    [InlineData("CN=#0C05")]
    [InlineData("DC=bücher")]
    [InlineData("serialNumber=a_b*")]
    [InlineData("99.99=a")]
    [InlineData("CN=01234567890123456789012345678901234567890123456789012345678901234")]
    public void BadTextIsNamed(string text)
    {
        var error = Assert.Throws<MimException>(() => DistinguishedName.Encode(text));

        Assert.Equal((MimErrorCause.InvalidName, text), (error.Cause, error.Subject));
    }

    [Fact]
    public void HalfACharacterIsRefused() =>
        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => DistinguishedName.Encode("CN=\ud800")).Cause);

    [Fact]
    public void AnyTextIsAnErrorOrSurvivesTheRoundTrip()
    {
        string[] pieces = ["CN=", "O=", "1.2.3=", "C=NL", "DC=", "a", "ü", "日", " ", ",", "+", "=", "\\", "\\,", "\\C3\\BC", "\"", "#", "#0500", ";", "\0", "\n"];
        var random = new Random(4514);
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 8)));
            try
            {
                var der = DistinguishedName.Encode(text);
                Assert.Equal(Convert.ToHexString(der), Convert.ToHexString(DistinguishedName.Encode(NameFormatter.Format(der))));
            }
            catch (MimException exception)
            {
                Assert.Equal(MimErrorCause.InvalidName, exception.Cause);
            }
        }
    }

    [Fact]
    public void StringTypesAreThoseOfTheRfc()
    {
        var der = Convert.ToHexString(DistinguishedName.Encode("CN=a,DC=b,C=NL"));

        Assert.Equal("302C310B3009060355040613024E4C311130" + "0F060A0992268993F22C6401191601" + "62310A300806035504030C0161", der);
    }

    [Fact]
    public void NamesCompareWithoutCaseSpacesAndStringType()
    {
        var utf8 = DistinguishedName.Encode("CN=Test  Root,O=Corp");
        var printable = DistinguishedName.Encode("CN=#130974657374 20526F6F74".Replace(" ", "", StringComparison.Ordinal) + ",O=CORP");

        Assert.Equal(NameKey.Of(utf8), NameKey.Of(printable));
        Assert.NotEqual(NameKey.Of(utf8), NameKey.Of(DistinguishedName.Encode("CN=Test Root,O=Corp2")));
        Assert.NotEqual(
            NameKey.Of(DistinguishedName.Encode("CN=a,O=b")), NameKey.Of(DistinguishedName.Encode("O=b,CN=a")));
    }
}
