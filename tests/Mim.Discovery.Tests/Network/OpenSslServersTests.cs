using System.Globalization;
using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Network;

/// <summary>Servers of every version, cipher and curve, made of OpenSSL; its own client is asked the same.</summary>
public sealed class OpenSslServersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServerCertificate _rsa;
    private readonly ServerCertificate _ecdsa;

    public OpenSslServersTests()
    {
        _rsa = ServerCertificate.Rsa(_folder, "web01.test");
        _ecdsa = ServerCertificate.Ecdsa(_folder, "web01.test");
    }

    public void Dispose() => _folder.Dispose();

    [RequiresProgramTheory("openssl")]
    [InlineData("-tls1_3", "Tls13", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256", "Tls13", "TLS_AES_128_GCM_SHA256")]
    [InlineData("-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256", "Tls13", "TLS_CHACHA20_POLY1305_SHA256")]
    [InlineData("-tls1_3 -groups P-384", "Tls13", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-tls1_3 -groups P-521 -ciphersuites TLS_AES_128_GCM_SHA256", "Tls13", "TLS_AES_128_GCM_SHA256")]
    [InlineData("-tls1_3 -groups X25519", "Tls13", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-tls1_3 -stateless", "Tls13", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-tls1_3 -max_send_frag 512", "Tls13", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-tls1_2 -max_send_frag 512", "Tls12", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")]
    [InlineData("-tls1_3 -Verify 1", "Tls13", "TLS_AES_256_GCM_SHA384")]
    [InlineData("-tls1_2", "Tls12", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")]
    [InlineData("-tls1_2 -cipher AES128-SHA", "Tls12", "TLS_RSA_WITH_AES_128_CBC_SHA")]
    [InlineData("-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305", "Tls12", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256")]
    [InlineData("-tls1_2 -cipher DHE-RSA-AES256-SHA", "Tls12", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA")]
    [InlineData("-tls1_1 -cipher ALL:@SECLEVEL=0", "Tls11", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")]
    [InlineData("-tls1 -cipher ALL:@SECLEVEL=0", "Tls10", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")]
    public void Chains_versions_and_ciphers_are_told(string options, string protocol, string cipher)
    {
        using var server = Start(options + " -serverpref");
        var chains = Ask.Chains(server.Port, "web01.test");
        Assert.All(chains, chain => Assert.Equal(protocol, chain.Protocol));
        Assert.Equal(cipher, chains[0].CipherSuite);
        Assert.All(chains, chain => Assert.Contains(chain.Certificates, Both()));
        Assert.Contains(OpenSslClient.Look(server.Port, "web01.test").Certificates, chains.Select(chain => chain.Certificates));
    }

    [RequiresProgramFact("openssl")]
    public void Both_certificates_are_found()
    {
        using var server = Start("");
        Assert.Equal(2, Ask.Chains(server.Port).Select(chain => Convert.ToBase64String(chain.Certificates[0])).Distinct().Count());
    }

    /// <summary>Servers that agree on keys in one way only, which clients of today have.</summary>
    [RequiresProgramTheory("openssl")]
    [InlineData("-tls1_3 -groups X25519")]
    [InlineData("-tls1_3 -groups X448")]
    [InlineData("-tls1_3 -groups P-521")]
    [InlineData("-tls1_2 -groups X25519 -cipher ECDHE")]
    [InlineData("-tls1_2 -groups X448 -cipher ECDHE")]
    [InlineData("-tls1_2 -groups X25519:brainpoolP256r1 -cipher ECDHE")]
    public void Both_are_found_whatever_the_group(string options)
    {
        using var server = Start(options);
        Assert.Equal(2, Ask.Chains(server.Port).Select(chain => Convert.ToBase64String(chain.Certificates[0])).Distinct().Count());
    }

    [RequiresProgramFact("openssl")]
    public void Where_only_others_can_ask_it_is_told_that_there_may_be_more()
    {
        using var server = Start("-tls1_3 -groups ffdhe2048");
        var answer = Ask.Port(server.Port, "web01.test", StartTls.None, TimeSpan.FromMinutes(1));
        Assert.Single(answer.Chains);
        Assert.Contains("only what it prefers", answer.Detail, StringComparison.Ordinal);
    }

    /// <summary>Curves and ciphers that few know.</summary>
    [RequiresProgramTheory("openssl")]
    [InlineData("-groups brainpoolP384r1 -cipher ECDHE", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")]
    [InlineData("-groups secp256k1 -cipher ECDHE", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")]
    [InlineData("-cipher ARIA128-GCM-SHA256", "TLS_RSA_WITH_ARIA_128_GCM_SHA256")]
    [InlineData("-cipher AES256-CCM8", "TLS_RSA_WITH_AES_256_CCM_8")]
    [InlineData("-cipher NULL-SHA256:@SECLEVEL=0", "TLS_RSA_WITH_NULL_SHA256")]
    [InlineData("-cipher ECDHE-RSA-NULL-SHA:@SECLEVEL=0", "TLS_ECDHE_RSA_WITH_NULL_SHA")]
    public void Rare_servers_show_theirs_too(string options, string cipher)
    {
        var port = LoopbackPort.Free();
        using var server = new ServerProgram(_folder["log"], port, "openssl", [
            "s_server", "-accept", port.ToString(CultureInfo.InvariantCulture), "-www", "-tls1_2", "-cert", _rsa.Chain, "-key", _rsa.Key,
            .. options.Split(' ')]);
        Assert.Equal(cipher, Assert.Single(Ask.Chains(server.Port)).CipherSuite);
    }

    private IReadOnlyList<byte[]>[] Both() => [_rsa.Certificates, _ecdsa.Certificates];

    private ServerProgram Start(string options)
    {
        var port = LoopbackPort.Free();
        return new ServerProgram(_folder[$"log{port}"], port, "openssl", [
            "s_server", "-accept", port.ToString(CultureInfo.InvariantCulture), "-www",
            "-cert", _ecdsa.Chain, "-key", _ecdsa.Key, "-cert_chain", _ecdsa.Issuer,
            "-dcert", _rsa.Chain, "-dkey", _rsa.Key, "-dcert_chain", _rsa.Issuer,
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }
}
