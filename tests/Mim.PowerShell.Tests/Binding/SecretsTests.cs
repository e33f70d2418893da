using System.Security;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Binding;

public sealed class SecretsTests
{
    [Fact]
    public void A_secure_string_becomes_utf8()
    {
        using var secret = new SecureString();
        foreach (var character in "pässwörd €")
        {
            secret.AppendChar(character);
        }

        using var material = Secrets.Utf8(secret);
        Assert.Equal("pässwörd €"u8.ToArray(), material.Span.ToArray());
    }
}
