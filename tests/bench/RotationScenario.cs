using System.Diagnostics;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Bench;

/// <summary>
/// Certificates and keys in files, some of which one nginx serves to whoever asks by their names: issued anew, installed, proved by reading
/// back and by handshakes, activated and retired, each step on the disk.
/// </summary>
internal static class RotationScenario
{
    private const int Locations = 1000;
    private const int Endpoints = 200;
    private const int AtOnce = 64;

    public static IEnumerable<Figure> Run()
    {
        var options = new RotationOptions { ThrottleLimit = AtOnce };
        using var store = new BenchStore();
        store.Issue("host", Locations);
        var query = new IdentityQuery { Kinds = [IdentityKind.Certificate] };
        var identities = store.Session.Identities.Find(query, CancellationToken.None).ToList();
        List<Guid> ids = [.. identities.Select(identity => identity.Id)];
        var endpoints = Programs.Exists("nginx") ? Endpoints : 0;
        var first = identities.ToDictionary(
            identity => identity.Id, identity => Add(store, identity, TargetKind.File, FilesOf(store, identity)));
        CompletedRate.Of(store.Session.Rotation.PublishAsync(ids, options, CancellationToken.None));

        using var site = endpoints == 0
            ? null
            : new RotatedSite([.. identities.Take(endpoints).Select(identity => (identity.Name, FilesOf(store, identity)))]);
        foreach (var identity in identities.Take(endpoints))
        {
            store.Session.Targets.RemoveAsync(first[identity.Id].Id, isForced: false, CancellationToken.None).GetAwaiter().GetResult();
            Add(store, identity, TargetKind.Nginx, site!.SettingsOf(FilesOf(store, identity)));
        }

        CompletedRate.Of(store.Session.Rotation.PublishAsync(ids.Take(endpoints), options, CancellationToken.None));
        var before = site?.Reloads ?? 0;
        var rate = CompletedRate.Of(store.Session.Rotation.RotateAsync(ids, options, CancellationToken.None));
        yield return new Figure(
            $"{Locations:#,##0} certificate locations, {endpoints} of them TLS endpoints, rotated and proved", rate, "/s", "≥ 100/s");
        if (site is not null)
        {
            yield return new Figure($"the same, reloads of the nginx that serves the {endpoints}", site.Reloads - before, "");
        }

        var watch = Stopwatch.StartNew();
        var drifted = store.Session.Rotation.ReconcileAsync(null, options, CancellationToken.None).ToBlockingEnumerable().Count();
        yield return drifted == 0
            ? new Figure($"{Locations:#,##0} certificate locations looked at for drift", Locations / watch.Elapsed.TotalSeconds, "/s")
            : throw new InvalidOperationException($"{drifted} locations drifted.");
    }

    private static FileTargetSettings FilesOf(BenchStore store, MachineIdentity identity)
    {
        var path = Directory.CreateDirectory(Path.Combine(store.Folder, identity.Name)).FullName;
        return new FileTargetSettings { Path = Path.Combine(path, "tls.pem"), KeyPath = Path.Combine(path, "tls.key") };
    }

    private static Target Add(BenchStore store, MachineIdentity identity, TargetKind kind, TargetSettings settings) =>
        store.Session.Targets.Add(new NewTarget { IdentityId = identity.Id, Kind = kind, Settings = settings }, CancellationToken.None);
}
