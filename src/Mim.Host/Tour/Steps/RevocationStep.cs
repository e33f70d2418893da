using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Host.Tour.Tls;

namespace Mim.Host.Tour.Steps;

/// <summary>The certificate is revoked; a client that checks the published list refuses it from then on.</summary>
internal sealed class RevocationStep : ITourStep
{
    private const string ListCheck = "Revocation";

    public string Name => "Revocation";

    public async Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var (session, paths) = (world.Session, world.Paths);
        session.RevocationLists.Publish(world.Root!.Id, null, null, cancellationToken);
        var empty = session.RevocationLists.Publish(world.IssuingId, paths.RevocationList, null, cancellationToken);
        var (accepted, _) = await ConnectAsync(world, cancellationToken).ConfigureAwait(false);
        StepFailedException.ThrowUnless(accepted, "a client that checks the list accepts before the revocation");

        var revoked = session.Revocation.Revoke(world.ServerIdentity.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, cancellationToken);
        var list = session.RevocationLists.Publish(world.IssuingId, paths.RevocationList, null, cancellationToken);
        StepFailedException.ThrowUnless(revoked.OnList && list.Number > empty.Number && list.EntryCount > empty.EntryCount, "the next list carries the certificate");
        var (acceptedAfter, verdict) = await ConnectAsync(world, cancellationToken).ConfigureAwait(false);
        StepFailedException.ThrowUnless(!acceptedAfter && verdict?.Result == CheckResult.Failed, "a client that checks the list refuses after the revocation");
        world.Identity = session.Identities.Get(world.ServerIdentity.Id);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"A client that checks list {empty.Number} accepts. Revoked for {revoked.Reason}; list {list.Number} has {list.EntryCount} entries."),
            $"The same client, with list {list.Number}, refuses: {verdict!.Detail}",
        ];
    }

    /// <summary>A client that reads the list from where it was published.</summary>
    private static async Task<(bool Accepted, CertificateCheck? List)> ConnectAsync(TourWorld world, CancellationToken cancellationToken)
    {
        using var root = X509CertificateLoader.LoadCertificate(world.RootCertificate);
        var list = await File.ReadAllBytesAsync(world.Paths.RevocationList, cancellationToken).ConfigureAwait(false);
        CertificateCheck? verdict = null;
        bool IsNotRevoked(X509Certificate2 served)
        {
            var test = new CertificateTest { Certificate = served.RawData, TrustedRoots = [world.RootCertificate], HostName = "localhost", RevocationLists = [list] };
            verdict = world.Session.Tester.Test(test, cancellationToken).Checks.FirstOrDefault(check => check.Check == ListCheck);
            return verdict?.Result == CheckResult.Passed;
        }

        try
        {
            await new TlsClient(world.Server.EndPoint, "localhost", root).ConnectAsync(IsNotRevoked, cancellationToken).ConfigureAwait(false);
            return (true, verdict);
        }
        catch (AuthenticationException)
        {
            return (false, verdict);
        }
    }
}
