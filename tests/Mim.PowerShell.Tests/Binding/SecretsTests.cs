using System.Security;
using System.Text;

using Mim.Core;
using Mim.PowerShell.Binding;
using Mim.Testing;

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

    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData(" two words \n", " two words ")]
    public void A_file_is_read_without_its_line_end(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "passphrase");
        File.WriteAllText(path, content);
        using var material = Secrets.FromFile(path);
        Assert.Equal(Encoding.UTF8.GetBytes(expected), material.Span.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData((64 * 1024) + 1)]
    public void An_empty_or_endless_file_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "passphrase");
        File.WriteAllBytes(path, new byte[length]);
        var error = Assert.Throws<MimException>(() => Secrets.FromFile(path));
        Assert.Equal((MimErrorCause.InvalidFile, path), (error.Cause, error.Subject));
    }
}
