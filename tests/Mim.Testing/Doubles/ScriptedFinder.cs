using System.Runtime.CompilerServices;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>A file system, and a certificate store, of a test's own, on a machine that trusts nobody.</summary>
public sealed class ScriptedFinder : ICertificateFinder, ICertificateStores, ITrustAnchors
{
    public List<FileSighting> Sightings { get; } = [];

    IReadOnlyList<byte[]> ITrustAnchors.Read() => [];

    IReadOnlyList<string> ICertificateStores.StoresOf(string place) => [place];

    IEnumerable<FileSighting> ICertificateStores.Read(string store, CancellationToken cancellationToken) =>
        Sightings.Where(sighting => sighting.Path == store);

    public async IAsyncEnumerable<FileSighting> FindAsync(
        FileScan scan,
        IProgress<ScanProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var root in scan.Paths)
        {
            var within = Sightings.Where(sighting => sighting.Path == root || sighting.Path.StartsWith(root + "/", StringComparison.Ordinal)).ToList();
            if (within.Count == 0 && Path.HasExtension(root))
            {
                throw new MimException(MimErrorCause.InvalidFile, $"{root} is not there.", root);
            }

            foreach (var sighting in within)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return sighting;
            }
        }
    }
}
