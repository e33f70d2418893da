using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network.Upgrades;

/// <summary>A server that negotiates as [MS-RDPBCGR] shows in section 4.1.2, and goes on with the TLS of the base library.</summary>
public sealed class RdpUpgradeTests : IDisposable
{
    private const int RequestLength = 19;
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);
    private static readonly byte[] _accepted = Confirmation(2, 2);
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate;

    public RdpUpgradeTests()
    {
        var files = ServerCertificate.Rsa(_folder, "desktop.test");
        using var read = X509Certificate2.CreateFromPemFile(files.Chain, files.Key);
        _certificate = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Its_certificate_is_seen()
    {
        using var server = Server(_accepted);
        var chain = Assert.Single(Ask.Chains(server.Port, startTls: StartTls.Rdp));
        Assert.Equal(_certificate.RawData, chain.Certificates[0]);
    }

    [Fact]
    public void Its_port_tells() => Assert.Equal(StartTls.Rdp, new Core.Delivery.ServiceListener("127.0.0.1", 3389).Protocol);

    [Fact]
    public void Who_refuses_says_why()
    {
        Assert.Contains("code 2", Refusal(Confirmation(3, 2)), StringComparison.Ordinal);
        Assert.Contains("switched off", Refusal([3, 0, 0, 11, 6, 0xD0, 0, 0, 0x12, 0x34, 0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 4, 0, 0, 19, 14, 0xD0 })]
    [InlineData(new byte[] { 3, 0, 0, 5, 14, 0xD0 })]
    [InlineData(new byte[] { 3, 0, 0xFF, 0xFF, 14, 0xD0 })]
    [InlineData(new byte[] { 3, 0, 0, 11, 6, 0x80, 0, 0, 0, 0, 0 })]
    public void Who_is_something_else_is_told_as_such(byte[] said) => Assert.Contains("not that of Remote Desktop", Refusal(said), StringComparison.Ordinal);

    [Fact]
    public void Damaged_answers_are_answers()
    {
        var mutator = new Mutator(seed: 3389);
        for (var left = 60; left > 0; left--)
        {
            using var server = Saying(mutator.Mutate(_accepted));
            Assert.NotEqual(FindingStatus.Found, Ask.Port(server.Port, null, StartTls.Rdp, _long).Status);
        }
    }

    private static byte[] Confirmation(byte type, byte value) => [3, 0, 0, 19, 14, 0xD0, 0, 0, 0x12, 0x34, 0, type, 0, 8, 0, value, 0, 0, 0];

    private static string? Refusal(byte[] said)
    {
        using var server = Saying(said);
        var answer = Ask.Port(server.Port, null, StartTls.Rdp, _long);
        Assert.Equal(FindingStatus.NotTls, answer.Status);
        return answer.Detail;
    }

    private static LoopbackServer Saying(byte[] said) => new((stream, token) => NegotiateAsync(stream, said, token));

    private static async Task NegotiateAsync(NetworkStream stream, byte[] said, CancellationToken token)
    {
        var request = new byte[RequestLength];
        await stream.ReadExactlyAsync(request, token);
        Assert.Equal([3, 0, 0, 19, 14, 0xE0], request[..6]);
        await stream.WriteAsync(said, token);
    }

    private LoopbackServer Server(byte[] said) => new(async (stream, token) =>
    {
        await NegotiateAsync(stream, said, token);
        using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, token);
    });
}
