using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;

namespace Mim.Delivery;

/// <summary>Installs certificates and keys as files that somebody else makes use of.</summary>
public sealed class FileTargetAdapter(ICredentialEncoder encoder, ICredentialDecoder decoder, ICertificateReader reader, TimeProvider time)
    : ITargetAdapter, ITakesBack, ILooksAhead
{
    private readonly FileDelivery _files = new(encoder, decoder, reader, time);

    public TargetKind Kind => TargetKind.File;

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) =>
        _files.LookAheadAsync(target, lastInstalled, cancellationToken);

    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken) =>
        _files.InstallAsync(installation, cancellationToken);

    public Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken) =>
        _files.ProveAsync(installation, cancellationToken);

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) =>
        _files.RecallAsync(target, versionId, cancellationToken);

    public Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        _files.TakeBackAsync(target, receipt, cancellationToken);

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        _files.RetireAsync(target, receipt, cancellationToken);
}
