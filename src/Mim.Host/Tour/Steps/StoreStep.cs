using Mim.Core.Audit;
using Mim.Core.Stores;

namespace Mim.Host.Tour.Steps;

/// <summary>A fresh store that only its owner can read.</summary>
internal sealed class StoreStep : ITourStep
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Name => "Store";

    public Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var paths = world.Paths;
        foreach (var path in new[] { paths.Store, paths.Certificate, paths.RevocationList, paths.AuditExport, paths.Backup, paths.Restored })
        {
            TourFolder.CreateOwnerOnly(Path.GetDirectoryName(path)!);
        }

        var reference = new StoreReference { Location = paths.Store, CreateIfMissing = true, KeyFile = paths.KeyFile };
        world.Session = world.Composition.Open(reference, Caller.Context(), cancellationToken);
        var failed = world.Session.Store.Test(cancellationToken).FirstOrDefault(check => !check.Passed);
        StepFailedException.ThrowUnless(failed is null, $"every check of the new store passes: {failed?.Check}: {failed?.Detail}");
        foreach (var path in new[] { paths.Store, paths.KeyFile })
        {
            StepFailedException.ThrowUnless(OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == 0, $"nobody else can read '{path}'");
        }

        return Task.FromResult<IReadOnlyList<string>>(["Made a store and the key file that opens it; only their owner can read them. Every check passes."]);
    }
}
