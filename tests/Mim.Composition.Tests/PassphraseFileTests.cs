using System.Text;
using Mim.Core;
using Mim.Testing;

namespace Mim.Composition.Tests;

public sealed class PassphraseFileTests
{
    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData(" two words \n", " two words ")]
    public void A_file_is_read_without_its_line_end(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["passphrase"], content);
        using var material = PassphraseFile.Read(folder["passphrase"]);
        Assert.Equal(Encoding.UTF8.GetBytes(expected), material.Span.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData((64 * 1024) + 1)]
    public void An_empty_or_endless_file_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["passphrase"], new byte[length]);
        var error = Assert.Throws<MimException>(() => PassphraseFile.Read(folder["passphrase"]));
        Assert.Equal((MimErrorCause.InvalidFile, folder["passphrase"]), (error.Cause, error.Subject));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<MimException>(() => PassphraseFile.Read(folder["nothing"]));
        Assert.Equal((MimErrorCause.KeyFileMissing, folder["nothing"]), (error.Cause, error.Subject));
    }
}
