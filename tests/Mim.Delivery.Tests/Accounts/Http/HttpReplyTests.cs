using System.Text;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Http;
using Mim.Testing;

namespace Mim.Delivery.Tests.Accounts.Http;

public sealed class HttpReplyTests
{
    private const string Whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello";
    private const string Chunked = "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n3;name=value\r\nhel\r\nA\r\nlo, world.\r\n0\r\nTrailer: t\r\n\r\n";

    public static TheoryData<string> Strange =>
    [
        "", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nuntil the end",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", $"HTTP/1.1 200 {new string('x', 9000)}\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 101)) + "\r\n",
    ];

    [Theory]
    [InlineData(Whole, 200, "hello")]
    [InlineData(Chunked, 201, "hello, world.")]
    [InlineData("HTTP/1.0 204 No Content\r\n\r\n", 204, "")]
    public async Task A_reply_is_read_whole(string said, int status, string content)
    {
        var reply = await ReadAsync(Encoding.ASCII.GetBytes(said));
        Assert.Equal((status, content), (reply.Status, Encoding.ASCII.GetString(reply.Content)));
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task What_is_none_is_trouble(string said)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(Encoding.ASCII.GetBytes(said)));
        Assert.True(error is InvalidDataException or EndOfStreamException, error.ToString());
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Chunked)]
    public async Task Whatever_is_damaged_is_a_reply_or_trouble(string said)
    {
        var mutator = new Mutator(seed: 9);
        for (var number = 0; number < 300; number++)
        {
            try
            {
                await ReadAsync(mutator.Mutate(Encoding.ASCII.GetBytes(said)));
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
            {
                // Damaged.
            }
        }
    }

    private static async Task<HttpReply> ReadAsync(byte[] said)
    {
        var line = new AccountLine(new MemoryStream(said));
        await using (line.ConfigureAwait(false))
        {
            return await HttpReply.ReadAsync(line, CancellationToken.None);
        }
    }
}
