using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Discovery.Network;
using Mim.Discovery.Network.Tls;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network;

/// <summary>What servers say, damaged in thousands of ways: read, or refused in words, and never anything else.</summary>
public sealed class DamagedHandshakesTests
{
    private const int Cases = 20_000;
    private const int Conversations = 400;

    // TLS 1.3, AES-128, a cookie and a share of P-384.
    private static readonly byte[] _retry =
    [
        3, 3, .. Convert.FromHexString("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C"), 0, 0x13, 0x01, 0,
        0, 20, 0, 43, 0, 2, 3, 4, 0, 44, 0, 4, 0, 2, 1, 2, 0, 51, 0, 2, 0, 24,
    ];

    private static readonly byte[] _hello =
        [3, 3, .. new byte[32], 4, 1, 2, 3, 4, 0xC0, 0x2B, 0, 0, 9, 0xFF, 1, 0, 1, 0, 0, 5, 0, 0];

    [Fact]
    public void Hellos()
    {
        var retry = ServerHello.Parse(_retry);
        Assert.True(retry.IsRetryRequest);
        Assert.Equal(NamedGroup.P384, retry.Group);
        Assert.Equal([1, 2], retry.Cookie);
        var hello = ServerHello.Parse(_hello);
        Assert.Equal((TlsVersion.Tls12, 0xC02B, true), (hello.Version, hello.Suite, hello.HasStatus));
        Damage(_retry, octets => ServerHello.Parse(octets));
        Damage(_hello, octets => ServerHello.Parse(octets));
    }

    [Fact]
    public void Certificates()
    {
        var old = CertificateMessage.Parse([0, 0, 9, 0, 0, 1, 7, 0, 0, 2, 8, 9]);
        Assert.Equal<byte[]>([[7], [8, 9]], old.Certificates);
        byte[] message = [0, 0, 0, 23, 0, 0, 1, 7, 0, 10, 0, 5, 0, 6, 1, 0, 0, 2, 5, 6, 0, 0, 2, 8, 9, 0, 0];
        var shown = CertificateMessage.Parse13(message);
        Assert.Equal<byte[]>([[7], [8, 9]], shown.Certificates);
        Assert.Equal([5, 6], shown.Staple);
        Damage([0, 0, 9, 0, 0, 1, 7, 0, 0, 2, 8, 9], octets => CertificateMessage.Parse(octets));
        Damage(message, octets => CertificateMessage.Parse13(octets));
        Damage([1, 0, 0, 2, 5, 6], octets => CertificateMessage.ParseStatus(octets));
    }

    [Fact]
    public void Leaves()
    {
        using var folder = new TemporaryFolder();
        var rsa = ServerCertificate.Rsa(folder, "web01.test").Certificates[0];
        Assert.Equal(CertificateFamilies.Rsa, LeafKey.FamilyOf(rsa));
        Assert.Equal(CertificateFamilies.Other, LeafKey.FamilyOf(ServerCertificate.Ecdsa(folder, "web01.test").Certificates[0]));
        Assert.Equal(CertificateFamilies.None, LeafKey.FamilyOf([1, 2, 3]));
        Damage(rsa, octets => LeafKey.FamilyOf(octets));
    }

    [Fact]
    public void Too_many_certificates_are_refused()
    {
        byte[] message = [0, 4 * 101 >> 8, 4 * 101 & 0xFF, .. Enumerable.Repeat<byte[]>([0, 0, 1, 7], 101).SelectMany(octets => octets)];
        Assert.Throws<EndpointException>(() => CertificateMessage.Parse(message));
    }

    /// <summary>The same beginning of TLS 1.2 for every client, damaged; the connection is closed after it.</summary>
    [Fact]
    public async Task Conversations_end_in_an_answer()
    {
        byte[] certificate = [11, 0, 0, 10, 0, 0, 7, 0, 0, 4, 0x30, 2, 5, 0];
        byte[] flight =
        [
            22, 3, 3, 0, (byte)(4 + _hello.Length), 2, 0, 0, (byte)_hello.Length, .. _hello,
            22, 3, 3, 0, (byte)certificate.Length, .. certificate,
        ];
        var mutator = new Mutator(11);
        byte[] said = flight;
        using var server = new LoopbackServer(async (stream, end) =>
        {
            await stream.WriteAsync(said, end);
            stream.Socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, end);
        });
        using var probe = new EndpointProbe(TimeProvider.System);
        var question = new EndpointQuestion { Address = IPAddress.Loopback, Port = server.Port, Timeout = TimeSpan.FromMinutes(1) };
        for (var conversation = 0; conversation < Conversations; conversation++)
        {
            said = mutator.Mutate(flight);
            var answer = await probe.AskAsync(question, CancellationToken.None);
            Assert.True(
                answer.Status is FindingStatus.Found or FindingStatus.NotTls or FindingStatus.HandshakeFailed or FindingStatus.Reset,
                $"{Convert.ToHexString(said)}: {answer}");
        }
    }

    private static void Damage(byte[] sample, Action<byte[]> parse)
    {
        var mutator = new Mutator(7);
        for (var count = 0; count < Cases; count++)
        {
            try
            {
                parse(mutator.Mutate(sample));
            }
            catch (EndpointException refusal)
            {
                Assert.Equal(FindingStatus.HandshakeFailed, refusal.Status);
            }
        }
    }
}
