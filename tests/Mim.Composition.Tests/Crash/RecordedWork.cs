using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Composition.Tests.Crash;

/// <summary>
/// One piece of work, and each of the states that SIGKILL would have left before and after every write to the store, every call of a
/// target and every command: kept by a process that does the work once, and resumed here one after the other.
/// </summary>
internal sealed class RecordedWork : IDisposable
{
    private const int MostShots = 60;
    private readonly TemporaryFolder _shots = new();
    private readonly string _keyFile;
    private readonly Guid _identity;
    private readonly int _before;
    private readonly Func<SessionParts, SessionParts> _decorate;

    /// <param name="store">Path of the store, whose key file lies beside it.</param>
    /// <param name="scenario">The work.</param>
    /// <param name="identity">On what.</param>
    /// <param name="fewest">How many states there must be at least.</param>
    /// <param name="decorate">Exchanges parts of whoever goes on; null for none.</param>
    public RecordedWork(string store, string scenario, Guid identity, int fewest, Func<SessionParts, SessionParts>? decorate = null)
    {
        _decorate = decorate ?? (parts => parts);
        (_identity, _keyFile) = (identity, Path.ChangeExtension(store, ".key"));
        using (var session = DecoratedSession.Open(store, keyFile: _keyFile))
        {
            Files = [.. session.Targets.Find(identity, CancellationToken.None).SelectMany(target => InstalledPaths.Of(target, store)).Distinct()];
            _before = session.Identities.Get(identity).Version;
        }

        MortalProcess.Record(store, scenario, identity, _shots.Path);
        Shots = [.. Directory.EnumerateDirectories(_shots.Path).Order(StringComparer.Ordinal).Select(folder => new Shot(folder))];
        Assert.InRange(Shots.Count, fewest, MostShots);
    }

    public IReadOnlyList<Shot> Shots { get; }

    /// <summary>The first and the last of those in a row that left the same files.</summary>
    public IEnumerable<Shot> Turns => Shots.Where((shot, index) =>
        index == 0 || index == Shots.Count - 1 || shot.Digest != Shots[index - 1].Digest || shot.Digest != Shots[index + 1].Digest);

    /// <summary>Paths of the installed files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Goes on from each state and checks all that must hold then.</summary>
    /// <param name="ends">How it may end, and by how much the version is another one then.</param>
    /// <param name="placed">Called when the files of a state are back, before anything goes on.</param>
    /// <param name="shots">From these only; null for all.</param>
    /// <param name="isRepair">Whether the next run looks for what drifted too.</param>
    public async Task<string> ResumeEverywhereAsync(
        IReadOnlyDictionary<RotationOutcome, int> ends,
        Func<Shot, Task<IAsyncDisposable?>>? placed = null,
        IEnumerable<Shot>? shots = null,
        bool isRepair = false)
    {
        var seen = new SortedSet<RotationOutcome>();
        foreach (var shot in shots ?? Shots)
        {
            FileSnapshot.Restore(Files, shot.Files);
            await using var watching = placed is null ? null : await placed(shot);
            using var session = DecoratedSession.Open(shot.Store, TimeProvider.System, _decorate, _keyFile);
            var repaired = isRepair
                ? session.Rotation.ReconcileAsync([_identity], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().ToList()
                : [];
            List<RotationOutcome> outcomes =
                [.. repaired.Concat(Invariants.Recover(session, new RotationOptions { Force = true })).Select(result => result.Outcome)];
            Assert.All(outcomes, outcome => Assert.Contains(outcome, ends.Keys));
            Assert.InRange(outcomes.Count, 0, 1);
            var change = session.Identities.Get(_identity).Version - _before;
            Assert.Contains(change, outcomes.Count == 0 ? ends.Values.Append(0) : outcomes.Select(outcome => ends[outcome]));
            seen.UnionWith(outcomes);
        }

        return string.Join(" or ", seen);
    }

    public void Dispose() => _shots.Dispose();
}
