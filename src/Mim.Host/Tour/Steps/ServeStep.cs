using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Host.Tour.Tls;

namespace Mim.Host.Tour.Steps;

/// <summary>A TLS server that serves the delivered files, and a client that trusts the root alone.</summary>
internal sealed class ServeStep : ITourStep
{
    public string Name => "TLS server";

    public async Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        world.Server = new TlsServer(world.Paths.Certificate, world.Paths.PrivateKey);
        using var root = X509CertificateLoader.LoadCertificate(world.RootCertificate);
        var served = await new TlsClient(world.Server.EndPoint, "localhost", root).ConnectAsync(null, cancellationToken).ConfigureAwait(false);
        StepFailedException.ThrowUnless(served == world.ServerIdentity.Fingerprint, "the server serves the certificate that was issued");
        var byOtherName = new TlsClient(world.Server.EndPoint, "other.test", root);
        StepFailedException.ThrowUnless(await RefusesAsync(byOtherName, cancellationToken).ConfigureAwait(false), "a client that asks for another name refuses");
        using var stranger = Stranger(world.Session.Time.GetUtcNow());
        var trustingAnother = new TlsClient(world.Server.EndPoint, "localhost", stranger);
        StepFailedException.ThrowUnless(await RefusesAsync(trustingAnother, cancellationToken).ConfigureAwait(false), "a client that trusts another root refuses");
        return
        [
            $"Serving on {world.Server.EndPoint}. A client that trusts 'tour-root' alone accepts path, name and dates.",
            "Clients that ask for another name, or trust another root, refuse.",
        ];
    }

    private static async Task<bool> RefusesAsync(TlsClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(null, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (AuthenticationException)
        {
            return true;
        }
    }

    private static X509Certificate2 Stranger(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
