using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;

namespace Mim.Delivery;

/// <summary>Installs certificates and keys as files that somebody else makes use of.</summary>
internal sealed class FileTargetAdapter(FileDelivery files) : ITargetAdapter, ITakesBack, ILooksAhead
{
    public TargetKind Kind => TargetKind.File;

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) =>
        files.LookAheadAsync(target, lastInstalled, cancellationToken);

    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken) =>
        files.InstallAsync(installation, cancellationToken);

    public Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken) =>
        files.ProveAsync(installation, cancellationToken);

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) =>
        files.RecallAsync(target, versionId, cancellationToken);

    public Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        files.TakeBackAsync(target, receipt, cancellationToken);

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        files.RetireAsync(target, receipt, cancellationToken);
}
