using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class ChosenValueTests
{
    [Theory]
    [InlineData("Tr0ub4dor3")]
    [InlineData("kestrel7")]
    [InlineData("9GdK2ul8bnJ1i3wV")]
    [InlineData("vN4-qq81-Zk0x")]
    [InlineData("Winter!Harbour")]
    [InlineData("sha256kestrel77")]
    public void What_somebody_chose_is_a_secret(string value) => Assert.True(Is(value));

    [Theory]
    [InlineData("required")]
    [InlineData("my-secret-name-2")]
    [InlineData("auth.token.label")]
    [InlineData("2024-01-31")]
    [InlineData("30d")]
    [InlineData("secretNonBase64Encoded")]
    [InlineData("PBKDF2WithHmacSHA512")]
    [InlineData("urn:k8s:secret:name:key1")]
    [InlineData("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx7")]
    [InlineData("$PASSWORD1")]
    [InlineData("/run/secrets/db_1")]
    [InlineData("%PASSWORD2%")]
    [InlineData("getPassword(12)")]
    [InlineData("${vault:db1}")]
    [InlineData("https://corp.test/a1b2")]
    [InlineData("Mindestens 8 Zeichen, 1 Ziffer")]
    [InlineData("accessToken2Provider")]
    [InlineData("0b5c2f1e-6f0a-4c57-9a8e-3f2d1c0b9a87")]
    public void Names_words_paths_and_code_are_none(string value) => Assert.False(Is(value));

    private static bool Is(string value) => ChosenValue.IsSecret(Encoding.UTF8.GetBytes(value), isQuoted: true);
}
