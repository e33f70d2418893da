using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Core.Rotation;

namespace Mim.Host.Tour.Steps;

/// <summary>The certificate and its key as the files a server reads; the store's own files hold the key sealed only.</summary>
internal sealed class DeliveryStep : ITourStep
{
    public string Name => "Delivery";

    public async Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var (session, paths) = (world.Session, world.Paths);
        var files = new FileTargetSettings { Path = paths.Certificate, KeyPath = paths.PrivateKey };
        var target = session.Targets.Add(new NewTarget { IdentityId = world.ServerIdentity.Id, Settings = files }, cancellationToken);
        await foreach (var result in session.Rotation.PublishAsync([world.ServerIdentity.Id], null, cancellationToken).ConfigureAwait(false))
        {
            StepFailedException.ThrowUnless(result.Outcome == RotationOutcome.Completed, $"the delivery completes: {result.Outcome}: {result.Reason}");
        }

        var test = await session.Targets.TestAsync(target.Id, cancellationToken).ConfigureAwait(false);
        StepFailedException.ThrowUnless(test.Holds, $"the files hold what was delivered: {test.Reason}");
        StepFailedException.ThrowUnless(!StoreHoldsKeyInClear(paths), "the store holds the key sealed only");
        return
        [
            "Certificate with chain and private key delivered as PEM files, read back and matched.",
            "The same key is nowhere in the store's files in clear.",
        ];
    }

    private static bool StoreHoldsKeyInClear(TourPaths paths)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(paths.PrivateKey));
        var secret = key.ExportParameters(includePrivateParameters: true).D!;
        var found = Directory.EnumerateFiles(Path.GetDirectoryName(paths.Store)!).Any(file => Read(file).AsSpan().IndexOf(secret) >= 0);
        CryptographicOperations.ZeroMemory(secret);
        return found;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
