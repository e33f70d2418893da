using Mim.Core.Discovery;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Network.Upgrades;

/// <summary>Protocols of lines and tags, spoken by stand-ins which the client of OpenSSL understands too.</summary>
public sealed class LineUpgradesTests
{
    private const string Features =
        "<?xml version='1.0'?><stream:stream from='stand-in.test' version='1.0'>\n<stream:features>"
        + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>";

    [RequiresProgramFact("openssl")]
    public void News()
    {
        using var server = StandInServer.OfLines('\n', "200 news\r\n", ("STARTTLS", "382 go on\r\n"));
        AssertShown(server, StartTls.Nntp);
        using var other = StandInServer.OfLines('\n', "200 news\r\n", ("CAPABILITIES", "101 these\r\nSTARTTLS\r\n.\r\n"), ("STARTTLS", "382 go on\r\n"));
        AssertSame(other, "nntp");
    }

    [RequiresProgramFact("openssl")]
    public void Messages_of_clients()
    {
        using var server = Messages("jabber:client", "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        AssertShown(server, StartTls.Xmpp);
        AssertSame(server, "xmpp");
    }

    [RequiresProgramFact("openssl")]
    public void Messages_of_servers()
    {
        using var server = Messages("jabber:server", "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'></proceed>");
        AssertShown(server, StartTls.XmppServer);
    }

    [Theory]
    [InlineData(24, StartTls.Lmtp)]
    [InlineData(119, StartTls.Nntp)]
    [InlineData(1433, StartTls.Tds)]
    [InlineData(4190, StartTls.Sieve)]
    [InlineData(5222, StartTls.Xmpp)]
    [InlineData(5269, StartTls.XmppServer)]
    public void Their_ports_tell(int port, StartTls protocol) => Assert.Equal(protocol, new Core.Delivery.ServiceListener("127.0.0.1", port).Protocol);

    // The stream comes in one tag or after a declaration, the wish for TLS in another.
    private static StandInServer Messages(string content, string proceed) => new(async (stream, token) =>
    {
        var heard = string.Empty;
        var octets = new byte[1024];
        async Task UntilAsync(string end)
        {
            while (!heard.Contains(end, StringComparison.Ordinal) || !heard.EndsWith('>'))
            {
                heard += System.Text.Encoding.ASCII.GetString(octets.AsSpan(0, await stream.ReadAsync(octets, token)));
            }
        }

        await UntilAsync("<stream:stream");
        Assert.Contains($"'{content}'", heard, StringComparison.Ordinal);

        // The client of OpenSSL asks for where it connects to.
        Assert.Matches("to='(stand-in.test|127.0.0.1)'", heard);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Features), token);
        await UntilAsync("<starttls");
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(proceed), token);
        return stream;
    });

    private static void AssertShown(StandInServer server, StartTls protocol) =>
        Assert.Equal(server.Certificate, Assert.Single(Ask.Chains(server.Port, "stand-in.test", protocol)).Certificates[0]);

    private static void AssertSame(StandInServer server, string protocol) =>
        Assert.Equal(server.Certificate, OpenSslClient.Look(server.Port, "stand-in.test", protocol).Certificates[0]);
}
