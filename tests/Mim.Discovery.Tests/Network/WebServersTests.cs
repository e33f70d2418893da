using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Network;

public sealed class WebServersTests : IDisposable
{
    // The shortest response there is: unauthorized.
    private static readonly byte[] _staple = [0x30, 3, 0x0A, 1, 6];

    private readonly TemporaryFolder _folder = new();
    private readonly ServerCertificate _rsa;
    private readonly ServerCertificate _ecdsa;

    public WebServersTests()
    {
        _rsa = ServerCertificate.Rsa(_folder, "web01.test");
        _ecdsa = ServerCertificate.Ecdsa(_folder, "web01.test");
    }

    public void Dispose() => _folder.Dispose();

    [RequiresProgramTheory("nginx", "openssl")]
    [InlineData("TLSv1.2", "Tls12")]
    [InlineData("TLSv1.3", "Tls13")]
    [InlineData("TLSv1.2 TLSv1.3", "Tls13")]
    public void Nginx(string versions, string protocol)
    {
        var other = ServerCertificate.Ecdsa(_folder, "web02.test");
        File.WriteAllBytes(_folder["staple"], _staple);
        using var nginx = new NginxServer(
            _folder,
            $$"""
            ssl_protocols {{versions}};
            server {
                listen %port% ssl default_server;
                server_name web01.test;
                ssl_certificate {{_rsa.Chain}};
                ssl_certificate_key {{_rsa.Key}};
                ssl_certificate {{_ecdsa.Chain}};
                ssl_certificate_key {{_ecdsa.Key}};
            }
            server {
                listen %port% ssl;
                server_name web02.test;
                ssl_certificate {{other.Chain}};
                ssl_certificate_key {{other.Key}};
                ssl_stapling on;
                ssl_stapling_file {{_folder["staple"]}};
            }
            """);
        AssertBoth(Ask.Chains(nginx.Port), protocol);
        AssertBoth(Ask.Chains(nginx.Port, "web01.test"), protocol);

        var stapled = Assert.Single(Ask.Chains(nginx.Port, "web02.test"));
        Assert.Equal(other.Certificates, stapled.Certificates);
        Assert.Equal(_staple, stapled.OcspStaple);
        var seen = OpenSslClient.Look(nginx.Port, "web02.test");
        Assert.Equal(seen.Certificates, stapled.Certificates);
        Assert.Equal(seen.Protocol, stapled.Protocol);

        // What clients do wrong is there at the level of info; what is worse than that would fill its log.
        Assert.DoesNotContain("SSL", File.ReadAllText(nginx.Log), StringComparison.Ordinal);
    }

    [RequiresProgramFact("apache2", "/usr/lib/apache2/modules/mod_ssl.so", "openssl")]
    public void Apache()
    {
        var port = LoopbackPort.Free();
        var modules = new[] { "mpm_event", "authz_core", "ssl" }
            .Select(name => $"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so");
        File.WriteAllText(
            _folder["apache.conf"],
            $"""
            ServerRoot {_folder.Path}
            ServerName web01.test
            PidFile {_folder["apache.pid"]}
            DefaultRuntimeDir {_folder.Path}
            ErrorLog {_folder["apache.log"]}
            {string.Join('\n', modules)}
            {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
            Mutex pthread
            Listen 127.0.0.1:{port}
            SSLEngine on
            SSLCertificateFile {_rsa.Chain}
            SSLCertificateKeyFile {_rsa.Key}
            SSLCertificateFile {_ecdsa.Chain}
            SSLCertificateKeyFile {_ecdsa.Key}
            """);
        using var apache = new ServerProgram(_folder["apache.out"], port, "apache2", "-DFOREGROUND", "-f", _folder["apache.conf"]);
        AssertBoth(Ask.Chains(port, "web01.test"), OpenSslClient.Look(port, "web01.test").Protocol);
    }

    [RequiresProgramFact("haproxy", "openssl")]
    public void HAProxy()
    {
        var port = LoopbackPort.Free();
        File.WriteAllText(_folder["one.pem"], File.ReadAllText(_rsa.Chain) + File.ReadAllText(_rsa.Key));
        File.WriteAllText(_folder["two.pem"], File.ReadAllText(_ecdsa.Chain) + File.ReadAllText(_ecdsa.Key));
        File.WriteAllText(
            _folder["haproxy.conf"],
            $"""
            defaults
                mode http
                timeout client 10s
                timeout connect 10s
                timeout server 10s
            frontend web
                bind 127.0.0.1:{port} ssl crt {_folder["one.pem"]} crt {_folder["two.pem"]}

            """);
        using var haproxy = new ServerProgram(_folder["haproxy.out"], port, "haproxy", "-db", "-f", _folder["haproxy.conf"]);
        AssertBoth(Ask.Chains(port, "web01.test"), OpenSslClient.Look(port, "web01.test").Protocol);
    }

    private void AssertBoth(IReadOnlyList<ServedChain> chains, string protocol)
    {
        Assert.All(chains, chain => Assert.Equal(protocol, chain.Protocol));
        Assert.Equal(
            new[] { _rsa, _ecdsa }.Select(certificate => string.Join(' ', certificate.Certificates.Select(Convert.ToHexString))).Order(),
            chains.Select(chain => string.Join(' ', chain.Certificates.Select(Convert.ToHexString))).Order());
    }
}
