using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network.Upgrades;

/// <summary>Stands in for a server that is not to be had: leads to TLS as its protocol says, and goes on with that of the base library.</summary>
internal sealed class StandInServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _own;
    private readonly LoopbackServer _server;

    /// <param name="lead">Speaks until TLS begins, and gives the stream it is spoken over.</param>
    /// <param name="protocol">What it wants to be offered by ALPN; null for nothing.</param>
    public StandInServer(Func<Stream, CancellationToken, Task<Stream>> lead, string? protocol = null)
    {
        var files = ServerCertificate.Rsa(_folder, "stand-in.test");
        using var read = X509Certificate2.CreateFromPemFile(files.Chain, files.Key);
        _own = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
        _server = new LoopbackServer((stream, token) => TreatAsync(stream, lead, protocol, token));
    }

    public int Port => _server.Port;

    public byte[] Certificate => _own.RawData;

    /// <summary>One that awaits lines that begin so, and answers each; the first answer is its greeting.</summary>
    public static StandInServer OfLines(char end, string greeting, params (string Awaited, string Answer)[] dialogue) => new(async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(greeting), token);
        foreach (var (awaited, answer) in dialogue)
        {
            Assert.StartsWith(awaited, await HearAsync(stream, end, token), StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token);
        }

        return stream;
    });

    public void Dispose()
    {
        _server.Dispose();
        _own.Dispose();
        _folder.Dispose();
    }

    private static async Task<string> HearAsync(Stream stream, char end, CancellationToken token)
    {
        var heard = new StringBuilder();
        var octet = new byte[1];
        do
        {
            await stream.ReadExactlyAsync(octet, token);
            heard.Append((char)octet[0]);
        }
        while (octet[0] != end);
        return heard.ToString();
    }

    private async Task TreatAsync(
        NetworkStream stream, Func<Stream, CancellationToken, Task<Stream>> lead, string? protocol, CancellationToken token)
    {
        using var tls = new SslStream(await lead(stream, token));
        try
        {
            var options = new SslServerAuthenticationOptions
            {
                ServerCertificate = _own, ApplicationProtocols = protocol is null ? null : [new SslApplicationProtocol(protocol)],
            };
            await tls.AuthenticateAsServerAsync(options, token);
        }
        catch (AuthenticationException)
        {
            // The client left at the certificate, or asked for one of another kind.
        }
    }
}
