using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Host.Tour.Tls;

namespace Mim.Host.Tour.Steps;

/// <summary>The certificate is rotated while clients keep connecting: none of them may fail.</summary>
internal sealed class RotationStep : ITourStep
{
    private const int Handshakes = 200;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    public string Name => "Rotation under load";

    public async Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var old = world.ServerIdentity;
        using var root = X509CertificateLoader.LoadCertificate(world.RootCertificate);
        var client = new TlsClient(world.Server.EndPoint, "localhost", root);
        RotationResult result;
        MachineIdentity current;
        var load = new HandshakeLoad(client);
        await using (load.ConfigureAwait(false))
        {
            await load.WaitAsync(old.Fingerprint!, Handshakes, _limit, cancellationToken).ConfigureAwait(false);
            result = await RotateAsync(world, cancellationToken).ConfigureAwait(false);
            current = world.Session.Identities.Get(old.Id);
            await load.WaitAsync(current.Fingerprint!, Handshakes, _limit, cancellationToken).ConfigureAwait(false);
        }

        world.Identity = current;
        var (before, after) = (load.Served(old.Fingerprint!), load.Served(current.Fingerprint!));
        StepFailedException.ThrowUnless(load.Failures.Count == 0, $"no handshake fails: {load.Failures.Count} did, the first with: {load.Failures.FirstOrDefault()}");
        StepFailedException.ThrowUnless(before > 0 && after > 0 && old.SerialNumber != current.SerialNumber, $"both versions were served ({before} and {after} times)");
        var last = await client.ConnectAsync(null, cancellationToken).ConfigureAwait(false);
        StepFailedException.ThrowUnless(last == current.Fingerprint, "the new version is served from now on");
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{before + after:N0} handshakes while version {result.OldVersion} became {result.NewVersion}: 0 failed."),
            string.Create(CultureInfo.InvariantCulture, $"before: serial {old.SerialNumber} ({before:N0} handshakes)"),
            string.Create(CultureInfo.InvariantCulture, $"after:  serial {current.SerialNumber} ({after:N0} handshakes)"),
        ];
    }

    private static async Task<RotationResult> RotateAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var results = world.Session.Rotation.RotateAsync([world.ServerIdentity.Id], new RotationOptions(), cancellationToken);
        await foreach (var result in results.ConfigureAwait(false))
        {
            StepFailedException.ThrowUnless(
                result.Outcome is RotationOutcome.Completed or RotationOutcome.Overlapping, $"the rotation completes: {result.Outcome} at {result.Step}: {result.Reason}");
            return result;
        }

        throw new StepFailedException("The rotation gave no result.");
    }
}
