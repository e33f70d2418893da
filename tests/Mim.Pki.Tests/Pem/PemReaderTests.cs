using System.Text;
using Mim.Pki.Pem;

namespace Mim.Pki.Tests.Pem;

public class PemReaderTests
{
    private static readonly HashSet<string> Labels = ["A", "B KEY"];

    [Fact]
    public void BlocksAreFoundAmongOtherText()
    {
        var blocks = Read("text\r\n-----BEGIN A-----\r\nAQID\r\n-----END A-----\r\nBag Attributes: x\n-----BEGIN B KEY-----\nBA==\n-----END B KEY-----");

        Assert.Equal(["A", "B KEY"], blocks.Select(block => block.Label));
        Assert.Equal([1, 2, 3], Decode(blocks[0]));
        Assert.Equal([4], Decode(blocks[1]));
    }

    [Fact]
    public void HeadersAreKeptApart()
    {
        var block = Assert.Single(Read("-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQID\n-----END A-----\n"));

        Assert.Contains("DEK-Info: AES-128-CBC,00", block.Headers, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], Decode(block));
    }

    [Theory]
    [InlineData("write -----BEGIN CERTIFICATE----- and the rest")]
    [InlineData("-----BEGIN X-----\nAQID")]
    [InlineData("-----BEGIN ")]
    public void OtherBlocksMayBeBroken(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("-----BEGIN A-----\nAQID")]
    [InlineData("-----BEGIN A-----\nAQID\n-----END B KEY-----")]
    [InlineData("-----BEGIN A-----\nAQID\n-----END A")]
    [InlineData("-----BEGIN A-----\nName: value-----END A-----")]
    public void OwnBlocksMustEndAsTheyBegan(string text) => Assert.Throws<FormatException>(() => Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("AQI")]
    [InlineData("A!==")]
    public void BodyMustBeBase64(string body) =>
        Assert.Throws<FormatException>(() => Decode(Assert.Single(Read($"-----BEGIN A-----\n{body}\n-----END A-----\n"))));

    private static List<PemBlock> Read(string text) => [.. PemReader.Read(Encoding.ASCII.GetBytes(text), Labels)];

    private static byte[] Decode(PemBlock block)
    {
        using var content = PemReader.Decode(block);
        return content.Span.ToArray();
    }
}
