using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Discovery.Network;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Contracts;
using Mim.Testing.Network;

namespace Mim.Discovery.Tests.Network;

public sealed class EndpointProbeContractTests : EndpointProbeContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EndpointProbe _probe = new(TimeProvider.System);
    private readonly ServerCertificate _certificate;
    private readonly LoopbackServer _good;
    private readonly LoopbackServer _silent = new((_, end) => Task.Delay(Timeout.Infinite, end));
    private readonly int _closed = LoopbackPort.Free();

    public EndpointProbeContractTests()
    {
        _certificate = ServerCertificate.Ecdsa(_folder, "web01.corp.test");
        using var certificate = X509Certificate2.CreateFromPemFile(_certificate.Chain, _certificate.Key);
        var own = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        var issuer = X509CertificateLoader.LoadCertificate(_certificate.Certificates[1]);
        var context = SslStreamCertificateContext.Create(own, [issuer], offline: true);
        _good = new LoopbackServer(async (stream, end) =>
        {
            using var server = new SslStream(stream);
            try
            {
                await server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, end);
            }
            catch (AuthenticationException)
            {
                // The client left at the certificate, or wanted one of another kind.
            }
        });
    }

    protected override IEndpointProbe Probe => _probe;

    protected override EndpointQuestion Good => Question(_good.Port);

    protected override IReadOnlyList<byte[]> Shown => _certificate.Certificates;

    protected override EndpointQuestion Silent => Question(_silent.Port) with { Timeout = TimeSpan.FromMilliseconds(200) };

    protected override EndpointQuestion Closed => Question(_closed);

    public void Dispose()
    {
        _good.Dispose();
        _silent.Dispose();
        _probe.Dispose();
        _folder.Dispose();
    }

    private static EndpointQuestion Question(int port) =>
        new() { Address = IPAddress.Loopback, Port = port, ServerName = "web01.corp.test", Timeout = TimeSpan.FromMinutes(1) };
}
