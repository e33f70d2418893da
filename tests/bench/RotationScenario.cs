using System.Diagnostics;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Bench;

/// <summary>Certificates and keys in files: issued anew, installed, proved by reading back, activated and retired, each step on the disk.</summary>
internal static class RotationScenario
{
    private const int Locations = 1000;

    public static IEnumerable<Figure> Run()
    {
        using var store = new BenchStore();
        store.Issue("host", Locations);
        var ids = store.Session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, CancellationToken.None)
            .Select(identity => Deliver(store, identity)).ToList();
        var options = new RotationOptions { ThrottleLimit = RotationOptions.UsualThrottle };
        CompletedRate.Of(store.Session.Rotation.PublishAsync(ids, options, CancellationToken.None));
        var rate = CompletedRate.Of(store.Session.Rotation.RotateAsync(ids, options, CancellationToken.None));
        yield return new Figure($"{Locations:#,##0} certificate locations rotated and proved", rate, "/s", "≥ 100/s");

        var watch = Stopwatch.StartNew();
        var drifted = store.Session.Rotation.ReconcileAsync(null, options, CancellationToken.None).ToBlockingEnumerable().Count();
        yield return drifted == 0
            ? new Figure($"{Locations:#,##0} certificate locations looked at for drift", Locations / watch.Elapsed.TotalSeconds, "/s")
            : throw new InvalidOperationException($"{drifted} locations drifted.");
    }

    private static Guid Deliver(BenchStore store, MachineIdentity identity)
    {
        var path = Path.Combine(store.Folder, identity.Name);
        Directory.CreateDirectory(path);
        var files = new FileTargetSettings { Path = Path.Combine(path, "tls.pem"), KeyPath = Path.Combine(path, "tls.key") };
        store.Session.Targets.Add(new NewTarget { IdentityId = identity.Id, Settings = files }, CancellationToken.None);
        return identity.Id;
    }
}
