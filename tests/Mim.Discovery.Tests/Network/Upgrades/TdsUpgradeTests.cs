using System.Buffers.Binary;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network.Upgrades;

/// <summary>
/// A server that negotiates and wraps TLS as [MS-TDS] says (sections 2.2.6.5 and 3.2.5.1), or wants it at once: a stand-in, as no SQL Server
/// can be had here.
/// </summary>
public sealed class TdsUpgradeTests
{
    private const byte PreLogin = 0x12;
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(1, 4096)]
    [InlineData(3, 4096)]
    [InlineData(1, 9)]
    [InlineData(1, 100)]
    public void Its_certificate_is_seen(byte encryption, int packet)
    {
        using var server = new StandInServer(async (stream, token) =>
        {
            await NegotiateAsync(stream, Answer(encryption), token);
            return new PacketStream(stream, packet);
        });
        var chain = Assert.Single(Ask.Chains(server.Port, "stand-in.test", StartTls.Tds));
        Assert.Equal(server.Certificate, chain.Certificates[0]);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 21, 3, 3, 0, 2, 2, 10, 0 })]
    public void Who_wants_TLS_at_once_gets_it(byte[] farewell)
    {
        using var server = new StandInServer(
            async (stream, token) =>
            {
                var first = new byte[1];
                await stream.ReadExactlyAsync(first, token);
                if (first[0] != PreLogin)
                {
                    return new PushedBack(first[0], stream);
                }

                await stream.WriteAsync(farewell, token);
                throw new IOException("It hangs up.");
            },
            "tds/8.0");
        var chain = Assert.Single(Ask.Chains(server.Port, "stand-in.test", StartTls.Tds));
        Assert.Equal(server.Certificate, chain.Certificates[0]);
    }

    [Fact]
    public void Who_has_no_TLS_is_told_of() => Assert.Contains("switched off", Refusal(Answer(2)), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 4, 1, 0, 8, 0, 0, 1, 0 })]
    [InlineData(new byte[] { 4, 1, 0xFF, 0xFF, 0, 0, 1, 0 })]
    [InlineData(new byte[] { 0x12, 1, 0, 15, 0, 0, 1, 0, 1, 0, 6, 0, 1, 0xFF, 1 })]
    [InlineData(new byte[] { 4, 1, 0, 15, 0, 0, 1, 0, 1, 0, 99, 0, 1, 0xFF, 1 })]
    [InlineData(new byte[] { 4, 1, 0, 15, 0, 0, 1, 0, 1, 0, 6, 0, 1, 0xFF, 9 })]
    [InlineData(new byte[] { 4, 1, 0, 9, 0, 0, 1, 0, 0xFF })]
    public void Who_is_something_else_is_told_as_such(byte[] said) => Assert.Contains("not that of SQL Server", Refusal(said), StringComparison.Ordinal);

    [Fact]
    public void Damaged_answers_are_answers()
    {
        var mutator = new Mutator(seed: 1433);
        byte[] good = [.. Answer(1), PreLogin, 1, 0, 15, 0, 0, 0, 0, 22, 3, 3, 0, 2, 2, 0];
        for (var left = 60; left > 0; left--)
        {
            using var server = Saying(mutator.Mutate(good));
            Assert.NotEqual(FindingStatus.Found, Ask.Port(server.Port, null, StartTls.Tds, _long).Status);
        }
    }

    // The version of SQL Server 2022, and what it says of encryption.
    private static byte[] Answer(byte encryption) =>
        [4, 1, 0, 26, 0, 0, 1, 0, 0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0x10, 0x54, 0, 0, encryption];

    private static string? Refusal(byte[] said)
    {
        using var server = Saying(said);
        var answer = Ask.Port(server.Port, null, StartTls.Tds, _long);
        Assert.Equal(FindingStatus.NotTls, answer.Status);
        return answer.Detail;
    }

    private static LoopbackServer Saying(byte[] said) => new(async (stream, token) =>
    {
        await NegotiateAsync(stream, said, token);
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, token);
    });

    private static async Task NegotiateAsync(Stream stream, byte[] said, CancellationToken token)
    {
        var header = new byte[8];
        await stream.ReadExactlyAsync(header, token);
        Assert.Equal([PreLogin, 1], header[..2]);
        var options = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - 8];
        await stream.ReadExactlyAsync(options, token);

        // The version comes first and encryption, which is asked for, second.
        Assert.Equal([0, 1], new[] { options[0], options[5] });
        Assert.Equal(1, options[BinaryPrimitives.ReadUInt16BigEndian(options.AsSpan(6))]);
        await stream.WriteAsync(said, token);
    }
}
