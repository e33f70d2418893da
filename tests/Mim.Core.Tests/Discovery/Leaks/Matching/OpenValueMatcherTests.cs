using System.Text;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Matching;

public sealed class OpenValueMatcherTests
{
    private static readonly byte[] _keyword = "credential"u8.ToArray();

    [Theory]
    [InlineData("credentials = kestrel77harbour", true)]
    [InlineData("credentials.value: kestrel77harbour", true)]
    [InlineData("db_credential_2 = 'kestrel77harbour'", true)]
    [InlineData("hostCredential = 'kestrel77harbour'", true)]
    [InlineData("credentials.name: kestrel77harbour", false)]
    [InlineData("credentials.host: kestrel77.harbour.corp.test", false)]
    [InlineData("credentialFile = 'kestrel77harbour'", false)]
    [InlineData("{ credential: other_thing.base32, x }", false)]
    [InlineData("credential: other_thing.base32\n", true)]
    [InlineData("CredentialFactory.getInstance(\"PBKDF2WithHmacSHA512\")", false)]
    [InlineData("Map<String, ScramCredentialData> kestrel77harbour= new", false)]
    [InlineData("csrf_credential: 'kestrel77harbour'", false)]
    [InlineData("UserCredentialsId: 'kestrel77harbour'", false)]
    [InlineData("CREDENTIAL_URL=kestrel77harbour", false)]
    public void Settings_of_something_else_about_a_secret_hold_none(string text, bool isSecret)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        var at = text.IndexOf("credential", StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecret, !new OpenValueMatcher((8, 64), any: false).Match(octets, new OctetRange(at, _keyword.Length)).IsNone);
    }
}
