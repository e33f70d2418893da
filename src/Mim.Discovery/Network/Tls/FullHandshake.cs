using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// A whole handshake by the system's library, for servers that <see cref="PartialHandshake"/> cannot follow: slower, without
/// staple, and only as far as the system's policy lets it go.
/// </summary>
internal static class FullHandshake
{
    public static async ValueTask<ServedChain> AskAsync(
        ProbeConnection connection, string? serverName, string? protocol, CancellationToken cancellationToken)
    {
        List<byte[]> certificates = [];
        var stream = new SslStream(connection.AsStream());
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                await stream.AuthenticateAsClientAsync(Options(serverName, protocol, certificates), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsTrouble(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw EndpointException.Handshake(exception.InnerException?.Message ?? exception.Message);
            }

            return certificates.Count > 0
                ? new ServedChain(certificates, Name(stream.SslProtocol), stream.NegotiatedCipherSuite.ToString())
                : throw EndpointException.Handshake("it sent no certificate");
        }
    }

    // How the libraries of the systems refuse, and names they take for none.
    private static bool IsTrouble(Exception exception) => exception
        is AuthenticationException or IOException or CryptographicException or Win32Exception
        or InvalidOperationException or ArgumentException;

    private static SslClientAuthenticationOptions Options(string? serverName, string? protocol, List<byte[]> certificates) => new()
    {
        TargetHost = serverName ?? string.Empty,
        ApplicationProtocols = protocol is null ? null : [new SslApplicationProtocol(protocol)],
        RemoteCertificateValidationCallback = (_, leaf, chain, _) => Keep(leaf, chain, certificates),

        // A session taken up again shows the certificate of its beginning.
        AllowTlsResume = false,

        // A chain is built before the callback is asked; nothing is to be fetched for it, nor the system's roots gone through.
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.AllFlags,
        },
    };

    // Whether it can be trusted is asked later and elsewhere; here nothing is entrusted to it.
    private static bool Keep(X509Certificate? leaf, X509Chain? chain, List<byte[]> certificates)
    {
        if (leaf is not null)
        {
            var own = leaf.GetRawCertData();
            certificates.Add(own);

            // What the server sent besides, in its order; the elements of the chain are what the system made of it.
            var sent = (chain?.ChainPolicy.ExtraStore ?? []).Select(certificate => certificate.RawData);
            certificates.AddRange(sent.Where(certificate => !certificate.AsSpan().SequenceEqual(own)));
        }

        return true;
    }

    private static string Name(SslProtocols protocol) => protocol == SslProtocols.None ? "unknown" : protocol.ToString();
}
