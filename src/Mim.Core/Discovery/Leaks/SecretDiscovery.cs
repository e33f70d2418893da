using System.Runtime.CompilerServices;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks;

/// <summary>Finds secrets that lie about, in files and in text. Opens no socket; what is found is neither kept nor shown.</summary>
public sealed class SecretDiscovery
{
    private readonly IInventoryReader _inventory;
    private readonly ISecretFileFinder _files;
    private readonly ISecretPlaces _known;
    private readonly StoreSecretHasher _hasher;
    private readonly FilePlaces _places;
    private readonly TimeProvider _time;

    internal SecretDiscovery(
        IInventoryReader inventory, ISecretFileFinder files, ISecretPlaces known, StoreSecretHasher hasher, FilePlaces places, TimeProvider time) =>
        (_inventory, _files, _known, _hasher, _places, _time) = (inventory, files, known, hasher, places, time);

    /// <summary>Files and folders where programs of this machine leave secrets. Processes end, and what they had goes with them.</summary>
    public FileScan KnownPlaces() => new() { Paths = _known.Find(), AllowMissing = true, Recurse = true };

    /// <summary>What lies in files, as it is found.</summary>
    /// <param name="files">Where.</param>
    /// <param name="scan">What.</param>
    /// <param name="progress">Told of what is looked at; null for nobody.</param>
    /// <param name="cancellationToken">Ends at once.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidFile"/>: a path that is asked for is not there; <see cref="MimErrorCause.InvalidArgument"/>: a rule
    /// is none; and those of opening the store's keys.
    /// </exception>
    public async IAsyncEnumerable<SecretFinding> FindAsync(
        FileScan files, SecretScan scan, IProgress<ScanProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scanner = Scanner(scan, cancellationToken);
        var known = new KnownSecrets(_inventory);
        await foreach (var sighting in _files.FindAsync(files, scanner, progress, cancellationToken).ConfigureAwait(false))
        {
            if (Finding(sighting, known) is var finding && IsTold(finding, scan))
            {
                yield return finding;
            }
        }
    }

    /// <summary>Looks through text that lies in no file, piece by piece; the caller disposes it.</summary>
    /// <exception cref="MimException">As with files.</exception>
    public SecretTextScan OpenText(SecretScan scan, CancellationToken cancellationToken)
    {
        var known = new KnownSecrets(_inventory);
        return new(new SecretReader(Scanner(scan, cancellationToken)), sighting => Finding(sighting, known), finding => IsTold(finding, scan));
    }

    private SecretScanner Scanner(SecretScan scan, CancellationToken cancellationToken)
    {
        var rules = SecretRules.Select(scan.Rules, scan.MinimumSeverity);
        _hasher.Open(cancellationToken);
        return new SecretScanner(rules, _hasher);
    }

    private static bool IsTold(SecretFinding finding, SecretScan scan) =>
        (finding.Suppression is null || scan.IncludeSuppressed) && scan.Baseline?.Knows(finding) != true;

    private SecretFinding Finding(SecretSighting sighting, KnownSecrets known)
    {
        var now = _time.GetUtcNow();
        var holder = sighting.Rule is null ? null : known.HolderOf(sighting.Hash);
        var place = sighting.Path is null ? LocationKinds.InputObject : _places.AddressOf(sighting.Path);
        place = sighting.Entry is null ? place : $"{place}!{sighting.Entry}";
        var finding = new SecretFinding
        {
            Status = sighting.Status,
            Detail = sighting.Detail,
            LocationKind = sighting.Path is null ? LocationKinds.InputObject : _places.Kind,
            Location = sighting.Rule is null ? place : $"{place}#{sighting.Line}:{sighting.Column}",
            Path = sighting.Path,
            Entry = sighting.Entry,
            Permissions = sighting.Permissions,
            FoundAt = now,
        };
        return sighting.Rule is not { } rule ? finding : finding with
        {
            Rule = rule.Id,
            Title = rule.Title,
            Line = sighting.Line,
            Column = sighting.Column,
            Length = sighting.Length,
            Hint = rule.PublicPrefix + "…",
            Hash = sighting.Hash,
            KnownAs = holder?.Identity.Name,
            IdentityId = holder?.Identity.Id,
            VersionState = holder?.Version.State,
            Suppression = known.SuppressionOf(sighting.Hash, now),
            Encoding = sighting.Encoding,
            Health =
            [
                new HealthFinding(
                    rule.Id, rule.Severity, $"a secret lies in the clear: {rule.Title}", "revoke it where it is from, then remove it here"),
            ],
        };
    }
}
