using System.Threading.Channels;
using Mim.Core.Discovery;
using Mim.Discovery.Configurations;

namespace Mim.Discovery.Files;

/// <summary>One scan at work.</summary>
internal sealed class FinderRun(FileWalk walk, ContentReader contents, ChannelWriter<FileSighting> found, IProgress<ScanProgress>? progress)
    : FileRun<FileSighting>(found)
{
    private IReadOnlyDictionary<string, List<CertificateUse>> _uses = new Dictionary<string, List<CertificateUse>>();
    private long _total;
    private long _done;

    protected override async Task NameAsync(CancellationToken cancellationToken)
    {
        ReadConfigurations(cancellationToken);
        var denied = new List<FileSighting>();
        var unseen = _uses.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var batch in walk.Files(denied.Add, cancellationToken).Chunk(BatchLength))
        {
            unseen.ExceptWith(batch);
            await Batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            await EmitAsync(denied, cancellationToken).ConfigureAwait(false);
            denied.Clear();
        }

        // What configurations name elsewhere is looked at too.
        foreach (var batch in unseen.Where(path => File.Exists(path) && !walk.IsExcluded(path)).Chunk(BatchLength))
        {
            Interlocked.Add(ref _total, batch.Length);
            await Batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        await EmitAsync(denied, cancellationToken).ConfigureAwait(false);
        Batches.Writer.Complete();
    }

    // Who uses a certificate has to be known before it is shown, and nothing that is found is held back: so names are walked twice.
    private void ReadConfigurations(CancellationToken cancellationToken)
    {
        var configurations = new ConfigurationScan();
        foreach (var path in walk.Files(_ => { }, cancellationToken))
        {
            _total++;
            configurations.Consider(path);
        }

        _uses = configurations.Read(cancellationToken);
    }

    protected override async Task LookAsync(CancellationToken cancellationToken)
    {
        using var look = new FileLook(contents);
        await foreach (var batch in Batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var path in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var seen = look.Look(path, cancellationToken);
                await EmitAsync(WithUses(seen, path), cancellationToken).ConfigureAwait(false);
            }

            progress?.Report(new ScanProgress(Interlocked.Add(ref _done, batch.Length), Interlocked.Read(ref _total), batch[^1]));
        }
    }

    private IEnumerable<FileSighting> WithUses(IEnumerable<FileSighting> seen, string path) =>
        _uses.TryGetValue(path, out var uses) ? seen.Select(one => one with { UsedBy = uses }) : seen;

    private async ValueTask EmitAsync(IEnumerable<FileSighting> sightings, CancellationToken cancellationToken)
    {
        foreach (var sighting in sightings)
        {
            await Found.WriteAsync(sighting, cancellationToken).ConfigureAwait(false);
        }
    }
}
