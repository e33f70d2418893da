using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Host.Tour.Tls;

/// <summary>A client that trusts one root and nothing else, and judges path, name and dates with the platform's own code.</summary>
internal sealed class TlsClient(IPEndPoint server, string hostName, X509Certificate2 root)
{
    /// <summary>One handshake, to the end of the server's greeting.</summary>
    /// <param name="alsoRequire">What the client asks of the certificate beyond that; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>SHA-256 fingerprint of the certificate served, upper-case hexadecimal.</returns>
    /// <exception cref="AuthenticationException">The client refuses.</exception>
    public async Task<string> ConnectAsync(Func<X509Certificate2, bool>? alsoRequire, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await using var stream = new SslStream(socket.GetStream());
        await stream.AuthenticateAsClientAsync(Options(alsoRequire), cancellationToken).ConfigureAwait(false);
        await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        return stream.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private SslClientAuthenticationOptions Options(Func<X509Certificate2, bool>? alsoRequire)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(root);
        var options = new SslClientAuthenticationOptions { TargetHost = hostName, CertificateChainPolicy = policy, AllowTlsResume = false };
        if (alsoRequire is not null)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None && certificate is X509Certificate2 served && alsoRequire(served);
        }

        return options;
    }
}
