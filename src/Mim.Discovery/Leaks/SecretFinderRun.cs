using System.Threading.Channels;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Discovery.Files;

namespace Mim.Discovery.Leaks;

/// <summary>One scan for secrets at work.</summary>
internal sealed class SecretFinderRun(
    FileWalk walk, Func<SecretFileLook> newLook, ChannelWriter<SecretSighting> found, IProgress<ScanProgress>? progress)
    : FileRun<SecretSighting>(found)
{
    private long _named;
    private long _done;

    protected override async Task NameAsync(CancellationToken cancellationToken)
    {
        var denied = new List<FileSighting>();
        foreach (var batch in walk.Files(denied.Add, cancellationToken).Chunk(BatchLength))
        {
            Interlocked.Add(ref _named, batch.Length);
            await Batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        Batches.Writer.Complete();
        foreach (var place in denied)
        {
            await Found.WriteAsync(
                new SecretSighting { Status = place.Status, Path = place.Path, Detail = place.Detail }, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override async Task LookAsync(CancellationToken cancellationToken)
    {
        using var look = newLook();
        await foreach (var batch in Batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var path in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var sighting in look.Look(path, cancellationToken))
                {
                    await Found.WriteAsync(sighting, cancellationToken).ConfigureAwait(false);
                }
            }

            progress?.Report(new ScanProgress(Interlocked.Add(ref _done, batch.Length), Interlocked.Read(ref _named), batch[^1]));
        }
    }
}
