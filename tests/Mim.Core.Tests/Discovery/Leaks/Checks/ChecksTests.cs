using System.Text;
using Mim.Core.Discovery.Leaks.Checks;

namespace Mim.Core.Tests.Discovery.Leaks.Checks;

public sealed class ChecksTests
{
    [Fact]
    public void The_checksum_is_that_of_the_standard() => Assert.Equal(0xCBF43926u, TokenChecksum.Crc32("123456789"u8));

    [Theory]
    [InlineData("{\"alg\":\"HS256\"}", true)]
    [InlineData("{\"alg\":\"none\"}", false)]
    [InlineData("{\"typ\":\"JWT\"}", false)]
    [InlineData("{\"alg\":5}", false)]
    [InlineData("[1]", false)]
    [InlineData("{\"alg\"", false)]
    public void A_token_is_signed_when_its_header_says_how(string header, bool isSigned) =>
        Assert.Equal(isSigned, JsonWebToken.IsSigned(Encoding.ASCII.GetBytes(System.Buffers.Text.Base64Url.EncodeToString(Encoding.ASCII.GetBytes(header)) + ".e30.c2ln")));

    [Theory]
    [InlineData("deploy:kestrel7", true)]
    [InlineData("deploy:", false)]
    [InlineData(":kestrel7", false)]
    [InlineData("deploy:changeme", false)]
    [InlineData("no colon at all", false)]
    [InlineData("bin\0ary:kestrel7", false)]
    public void A_login_is_a_name_and_a_password(string text, bool isLogin) =>
        Assert.Equal(isLogin, EncodedText.IsUserAndPassword(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(text)))));

    [Fact]
    public void What_is_no_base64_is_nothing()
    {
        Assert.False(EncodedText.IsWhole("A"u8));
        Assert.False(EncodedText.IsWhole(""u8));
        Assert.False(EncodedText.IsKey("AAAA"u8));
        Assert.False(EncodedText.IsWhole(new byte[100_000]));
    }

    [Theory]
    [InlineData("700061007300730031003200", true)]
    [InlineData("7000610073", false)]
    [InlineData("70ff61007300", false)]
    public void Text_of_utf16_has_a_zero_after_each_letter(string hex, bool isText) =>
        Assert.Equal(isText, EncodedText.IsHexadecimalUtf16(Encoding.ASCII.GetBytes(hex)));

    [Theory]
    [InlineData("your-api-key-here-42")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("abc123456789")]
    [InlineData("Password")]
    [InlineData("password2")]
    [InlineData("Password-01")]
    [InlineData("{{ .Values.password }}")]
    public void A_placeholder_is_known(string value) => Assert.True(Placeholders.Has(Encoding.ASCII.GetBytes(value)));

    [Fact]
    public void Entropy_is_none_for_one_octet_and_whole_for_all()
    {
        Assert.Equal(0, Entropy.Of("aaaaaaaa"u8));
        Assert.Equal(3, Entropy.Of("abcdefgh"u8), 6);
    }
}
