using System.Net;
using System.Net.Sockets;
using System.Text;
using Mim.Core.Discovery;
using Mim.Discovery.Network;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network;

/// <summary>Servers that mean harm or know no better.</summary>
public sealed class EndpointProbeTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(500);
    private readonly EndpointProbe _probe = new(TimeProvider.System);

    public void Dispose() => _probe.Dispose();

    [Fact]
    public async Task Who_hangs_up_is_told_as_such()
    {
        Assert.Equal(FindingStatus.Reset, (await AskAsync((_, _) => Task.CompletedTask)).Status);
        Assert.Equal(FindingStatus.Reset, (await AskAsync((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            return Task.CompletedTask;
        })).Status);
        Assert.Equal(FindingStatus.Reset, (await AskAsync(Saying([22, 3, 3, 0, 4, 2, 0]))).Status);
        Assert.Equal(FindingStatus.Reset, (await AskAsync(Saying([21, 3, 3, 0, 2, 1, 0]))).Status);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "'HTTP/'")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "'SSH-2'")]
    [InlineData("\0\u0001\u0002\u0003\u0004\u0005", "'0001020304'")]
    public async Task Who_speaks_something_else_is_quoted(string said, string quotation)
    {
        var answer = await AskAsync(Saying(Encoding.Latin1.GetBytes(said)));
        Assert.Equal(FindingStatus.NotTls, answer.Status);
        Assert.Contains(quotation, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_are_named()
    {
        var answer = await AskAsync(Saying([21, 3, 3, 0, 2, 2, 40]));
        Assert.Equal(FindingStatus.HandshakeFailed, answer.Status);
        Assert.Contains("handshake_failure (40)", answer.Detail, StringComparison.Ordinal);
        Assert.Contains("(200)", (await AskAsync(Saying([21, 3, 3, 0, 2, 2, 200]))).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no length", new byte[] { 22, 3, 3, 0, 0, 21, 3, 3, 0, 1, 2 })]
    [InlineData("a message of 16 MiB", new byte[] { 22, 3, 3, 0, 4, 2, 0xFF, 0xFF, 0xFF })]
    [InlineData("no hello", new byte[] { 22, 3, 3, 0, 4, 11, 0, 0, 0 })]
    [InlineData("an empty hello", new byte[] { 22, 3, 3, 0, 4, 2, 0, 0, 0 })]
    [InlineData("data", new byte[] { 23, 3, 3, 0, 4, 2, 0, 0, 0 })]
    [InlineData("a record of 64 KiB", new byte[] { 22, 3, 3, 0, 4, 2, 0, 1, 0, 22, 3, 3, 0xFF, 0xFF })]
    public async Task What_makes_no_sense_is_refused(string what, byte[] said)
    {
        var answer = await AskAsync(Saying(said));
        Assert.True(answer.Status == FindingStatus.HandshakeFailed, $"{what}: {answer}");
    }

    [Theory]
    [InlineData(StartTls.None)]
    [InlineData(StartTls.Smtp)]
    [InlineData(StartTls.Imap)]
    [InlineData(StartTls.Pop3)]
    [InlineData(StartTls.Ldap)]
    [InlineData(StartTls.PostgreSql)]
    [InlineData(StartTls.MySql)]
    [InlineData(StartTls.Ftp)]
    [InlineData(StartTls.Rdp)]
    [InlineData(StartTls.Tds)]
    [InlineData(StartTls.Sieve)]
    [InlineData(StartTls.Nntp)]
    [InlineData(StartTls.Lmtp)]
    [InlineData(StartTls.Xmpp)]
    public async Task No_protocol_waits_longer_than_asked(StartTls protocol)
    {
        Assert.Equal(FindingStatus.TimedOut, (await AskAsync((_, end) => Task.Delay(Timeout.Infinite, end), protocol, _short)).Status);
    }

    /// <summary>One line without end, and lines without end.</summary>
    [Theory]
    [InlineData(StartTls.None, "A")]
    [InlineData(StartTls.Smtp, "A")]
    [InlineData(StartTls.Smtp, "220-more\r\n")]
    [InlineData(StartTls.Imap, "A")]
    [InlineData(StartTls.Pop3, "A")]
    [InlineData(StartTls.Ldap, "A")]
    [InlineData(StartTls.PostgreSql, "A")]
    [InlineData(StartTls.MySql, "A")]
    [InlineData(StartTls.Ftp, "A")]
    [InlineData(StartTls.Rdp, "A")]
    [InlineData(StartTls.Ftp, "220-more\r\n")]
    [InlineData(StartTls.Tds, "A")]
    [InlineData(StartTls.Sieve, "A")]
    [InlineData(StartTls.Sieve, "\"SASL\"\r\n")]
    [InlineData(StartTls.Nntp, "A")]
    [InlineData(StartTls.Lmtp, "220-more\r\n")]
    [InlineData(StartTls.Xmpp, "A")]
    [InlineData(StartTls.Xmpp, "<a>")]
    public async Task Endless_talk_is_cut_short(StartTls protocol, string said)
    {
        var answer = await AskAsync(Endlessly(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(said, 1000)))), protocol);
        Assert.Equal(FindingStatus.NotTls, answer.Status);
    }

    [Theory]
    [InlineData(new byte[] { 20, 3, 3, 0, 1, 1 })]
    [InlineData(new byte[] { 21, 3, 3, 0, 2, 1, 90 })]
    [InlineData(new byte[] { 22, 3, 3, 0, 0 })]
    public async Task Endless_records_are_cut_short(byte[] record)
    {
        var answer = await AskAsync(Endlessly([.. Enumerable.Repeat(record, 100).SelectMany(octets => octets)]));
        Assert.Equal(FindingStatus.HandshakeFailed, answer.Status);
    }

    [Fact]
    public async Task Slow_talk_is_no_answer()
    {
        var answer = await AskAsync(async (stream, end) =>
        {
            await stream.WriteAsync(new byte[] { 22, 3, 3, 0x40, 0 }, end);
            while (true)
            {
                await stream.WriteAsync(new byte[] { 2 }, end);
                await Task.Delay(20, end);
            }
        }, limit: _short);
        Assert.Equal(FindingStatus.TimedOut, answer.Status);
        Assert.NotNull(answer.ConnectTime);
    }

    [Theory]
    [InlineData(StartTls.Smtp, "554 go away\r\n", "554 go away")]
    [InlineData(StartTls.Smtp, "220 mail\r\n250-mail\r\n250 HELP\r\n502 no\u001b[31m\r\n", "502 no.[31m")]
    [InlineData(StartTls.Imap, "* BYE full\r\n", "* BYE full")]
    [InlineData(StartTls.Imap, "* OK hi\r\n* CAPABILITY IMAP4\r\na1 NO not here\r\n", "a1 NO not here")]
    [InlineData(StartTls.Pop3, "-ERR no\r\n", "-ERR no")]
    [InlineData(StartTls.Ftp, "220-Hello\r\n  all\r\n220 you\r\n530 log in\r\n", "530 log in")]
    [InlineData(StartTls.PostgreSql, "N", "switched off")]
    [InlineData(StartTls.PostgreSql, "Esorry", "with an error")]
    [InlineData(StartTls.MySql, "\u0004\0\0\0\u00ff\u0069\u0004X", "refuses this client: 'X' (1129)")]
    [InlineData(StartTls.MySql, "\u0001\0\0\0\u00ff", "without a reason")]
    [InlineData(StartTls.Ldap, "0\u000c\u0002\u0001\u0001x\u0007\n\u0001\u0034\u0004\0\u0004\0", "result 52")]
    [InlineData(StartTls.Ldap, "0\u000e\u0002\u0001\u0001x\u0009\n\u0001\u0034\u0004\0\u0004\u0002no", "result 52: 'no'")]
    [InlineData(StartTls.Sieve, "\"SASL\" \"PLAIN\"\r\nOK\r\nNO \"not here\"\r\n", "NO \"not here\"")]
    [InlineData(StartTls.Sieve, "BYE \"full\"\r\n", "BYE \"full\"")]
    [InlineData(StartTls.Nntp, "201 news\r\n502 no\r\n", "502 no")]
    [InlineData(StartTls.Nntp, "400 gone\r\n", "400 gone")]
    [InlineData(StartTls.Lmtp, "220 mail\r\n250 HELP\r\n502 no\r\n", "502 no")]
    [InlineData(StartTls.Xmpp, "<stream:stream><stream:features><mechanisms/></stream:features>", "</stream:features>")]
    [InlineData(StartTls.Xmpp, "<stream:stream><stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>", "<host-unknown")]
    [InlineData(StartTls.Xmpp, "<stream:stream><stream:features><starttls/></stream:features><failure/>", "<failure/>")]
    public async Task Who_wants_no_TLS_is_quoted(StartTls protocol, string said, string quotation)
    {
        var answer = await AskAsync(Saying(Encoding.Latin1.GetBytes(said)), protocol);
        Assert.Equal(FindingStatus.NotTls, answer.Status);
        Assert.Contains(quotation, answer.Detail, StringComparison.Ordinal);
    }

    /// <summary>CVE-2011-0411: what a server says in clear after it let TLS begin is no part of it.</summary>
    [Theory]
    [InlineData(StartTls.Smtp, "220 a\r\n250 b\r\n220 go\r\n250 more\r\n", "'250 m'")]
    [InlineData(StartTls.Imap, "* OK hi\r\na1 OK go\r\n* BYE\r\n", "'* BYE'")]
    [InlineData(StartTls.PostgreSql, "SMORE!", "'MORE!'")]
    [InlineData(StartTls.Tds, "\u0004\u0001\0\u000f\0\0\u0001\0\u0001\0\u0006\0\u0001\u00ff\u0001MORE!", "more than it was asked")]
    public async Task What_comes_in_clear_after_the_word_is_refused(StartTls protocol, string said, string quotation)
    {
        var answer = await AskAsync(Saying(Encoding.Latin1.GetBytes(said)), protocol);
        Assert.Equal(FindingStatus.NotTls, answer.Status);
        Assert.Contains(quotation, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData("\0")]
    [InlineData("a.very.long.name")]
    public async Task Names_that_are_none_are_not_sent(string name)
    {
        using var server = new LoopbackServer(Saying([21, 3, 3, 0, 2, 2, 112]));
        var sent = name.Replace("very", new string('v', 70_000), StringComparison.Ordinal);
        var question = Question(server.Port, StartTls.None, _long) with { ServerName = sent };
        Assert.Equal(FindingStatus.HandshakeFailed, (await _probe.AskAsync(question, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Addresses_of_both_families_are_asked()
    {
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var question = Question(port, StartTls.Smtp, _short) with { Address = IPAddress.IPv6Loopback };
        var answer = await _probe.AskAsync(question, CancellationToken.None);
        Assert.Equal(FindingStatus.TimedOut, answer.Status);
        Assert.NotNull(answer.ConnectTime);
    }

    [Fact]
    public async Task Nothing_stays_open()
    {
        using var server = new LoopbackServer(async (stream, end) => await stream.CopyToAsync(Stream.Null, end));
        for (var count = 0; count < 20; count++)
        {
            await _probe.AskAsync(Question(server.Port, StartTls.None, TimeSpan.FromMilliseconds(20)), CancellationToken.None);
        }

        Assert.True(SpinWait.SpinUntil(() => server.Open == 0, _long));
    }

    private async Task<EndpointAnswer> AskAsync(
        Func<NetworkStream, CancellationToken, Task> treat, StartTls protocol = StartTls.None, TimeSpan? limit = null)
    {
        using var server = new LoopbackServer(treat);
        var answer = await _probe.AskAsync(Question(server.Port, protocol, limit ?? _long), CancellationToken.None);
        Assert.NotNull(answer.Detail);
        return answer;
    }

    private static EndpointQuestion Question(int port, StartTls protocol, TimeSpan limit) =>
        new() { Address = IPAddress.Loopback, Port = port, StartTls = protocol, Timeout = limit };

    /// <summary>Says it, hears everything and hangs up when the client does.</summary>
    private static Func<NetworkStream, CancellationToken, Task> Saying(byte[] octets) => async (stream, end) =>
    {
        await stream.WriteAsync(octets, end);
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, end);
    };

    private static Func<NetworkStream, CancellationToken, Task> Endlessly(byte[] octets) => async (stream, end) =>
    {
        while (true)
        {
            await stream.WriteAsync(octets, end);
        }
    };
}
