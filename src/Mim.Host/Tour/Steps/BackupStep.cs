using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Stores;

namespace Mim.Host.Tour.Steps;

/// <summary>A backup counts when it has been restored.</summary>
internal sealed class BackupStep : ITourStep
{
    public string Name => "Backup and restore";

    public Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var (session, paths) = (world.Session, world.Paths);
        session.Store.Backup(paths.Backup, null, cancellationToken);
        var reference = new StoreReference { Location = paths.Restored, KeyFile = paths.KeyFile };
        world.Composition.Restore(paths.Backup, reference, overwrite: false, Caller.Context(), cancellationToken);

        using var restored = world.Composition.Open(reference, Caller.Context(), cancellationToken);
        var failed = restored.Store.Test(cancellationToken).FirstOrDefault(check => !check.Passed);
        StepFailedException.ThrowUnless(failed is null, $"every check of the restored store passes: {failed?.Check}: {failed?.Detail}");
        var (here, there) = (session.Identities.Count(new IdentityQuery(), cancellationToken), restored.Identities.Count(new IdentityQuery(), cancellationToken));
        StepFailedException.ThrowUnless(here == there, $"the restored store holds all {here} identities");
        return Task.FromResult<IReadOnlyList<string>>(
            [string.Create(CultureInfo.InvariantCulture, $"Backed up, restored to another place and opened with the same key file: {there} identities, every check passes.")]);
    }
}
