using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>
/// Imports in groups: what comes in quick succession is committed together, up to 4,096 in one transaction, while the next group is
/// collected. One that is refused takes no other with it. What is taken out has been committed. For one caller's thread. Groups that
/// may be new as a whole, and have nothing to do with each other, are under way together.
/// </summary>
public sealed class ImportRun : IDisposable
{
    /// <summary>
    /// Each group touches the pages of every owner and tag once, however many rows it has; it also keeps the other writers waiting.
    /// </summary>
    private const int RowsPerCommit = 4096;

    /// <summary>So few are committed before the caller goes on, who may show them at once.</summary>
    private const int FewRows = 256;

    /// <summary>One whose acts are chained, and two whose rows are on their way.</summary>
    private const int MostUnderWay = 3;

    private static readonly TimeSpan CommitDelay = TimeSpan.FromMilliseconds(200);

    private readonly IdentityImporter _importer;
    private readonly ActLedger _ledger;
    private readonly ImportAhead _ahead;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly Queue<ImportOutcome> _done = [];
    private readonly Queue<StartedImport> _underWay = [];
    private List<ImportItem> _pending = [];
    private long? _started;

    internal ImportRun(IdentityImporter importer, ActLedger ledger, TimeProvider time, CancellationToken cancellationToken) =>
        (_importer, _ledger, _ahead, _time, _stop) =
            (importer, ledger, new ImportAhead(importer, ledger, cancellationToken), time, cancellationToken);

    /// <summary>Takes every credential in a file.</summary>
    /// <exception cref="MimException">What the file cannot be read for; also trouble with the store.</exception>
    public void AddFile(string path, KeyMaterial? password, ImportDocumentation documentation)
    {
        foreach (var item in _importer.ItemsOf(path, password, documentation, _stop))
        {
            Add(item);
        }
    }

    /// <summary>Takes one certificate, and its key when there is one.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="pkcs8">Its private key; copied.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="documentation">What people say of it.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidCertificate"/>, <see cref="MimErrorCause.InvalidKey"/>; also trouble with the store.
    /// </exception>
    public void AddCertificate(byte[] certificate, KeyMaterial? pkcs8, string source, ImportDocumentation documentation) =>
        Add(_importer.ItemOf(certificate, pkcs8, source, documentation, _stop));

    /// <summary>Takes an identity of which only the documentation is at hand; its kind and name tell it apart.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>; also trouble with the store.</exception>
    public void AddRecord(ImportDocumentation documentation, string source) => Add(IdentityImporter.ItemOf(documentation, source));

    /// <summary>
    /// Takes what a scan found: something new, something known that was seen again, or a place where something else is or nothing
    /// any more.
    /// </summary>
    /// <exception cref="MimException">Trouble with the store.</exception>
    public void AddFinding(Finding finding, ImportDocumentation documentation)
    {
        if (_importer.Matters(finding, _stop))
        {
            Add(_importer.ItemOf(finding, documentation, _stop));
        }
    }

    /// <summary>The next outcome in the order of adding; false when none is ready yet.</summary>
    public bool TryTake(out ImportOutcome outcome)
    {
        while (_underWay.TryPeek(out var first) && first.Outcomes.IsCompleted)
        {
            Finish(_underWay.Count - 1);
        }

        return _done.TryDequeue(out outcome!);
    }

    /// <summary>Ends the input and gives the outcomes that are still to come.</summary>
    public IEnumerable<ImportOutcome> Complete()
    {
        Start();
        Finish(0);
        while (_done.TryDequeue(out var outcome))
        {
            yield return outcome;
        }
    }

    /// <summary>Drops what was not committed, keys and all; a group that is being committed ends first, one way or the other.</summary>
    public void Dispose()
    {
        // Who takes nothing out any more does not hear what became of it.
        foreach (var started in _underWay)
        {
            started.Outcomes.ContinueWith(static task => _ = task.Exception, TaskScheduler.Default).Wait();
        }

        Forget(_pending);
    }

    private void Add(ImportItem item)
    {
        _pending.Add(item);
        if (_pending.Count < RowsPerCommit && _started is { } last && _time.GetElapsedTime(last) < CommitDelay)
        {
            return;
        }

        // After a pause there is nothing to wait for: one by one at a prompt, in groups from a long file.
        var areFew = _pending.Count < FewRows;
        Start();
        if (areFew)
        {
            Finish(0);
        }
    }

    /// <summary>Hands the group over, once those before it are done that it cannot be beside.</summary>
    private void Start()
    {
        var group = _pending;
        _pending = [];
        var names = _ahead.NamesOf(group);
        Finish(names is not null && _underWay.All(other => other.MayBeBeside(names)) ? MostUnderWay - 1 : 0);
        _started = _time.GetTimestamp();
        if (group.Count == 0)
        {
            return;
        }

        var outcomes = Task.Factory.StartNew(
            () => Commit(group, isAhead: names is not null), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _underWay.Enqueue(new StartedImport(outcomes, names));
    }

    /// <summary>Waits for the oldest until no more than so many are under way.</summary>
    private void Finish(int left)
    {
        while (_underWay.Count > left)
        {
            _underWay.Dequeue().Outcomes.GetAwaiter().GetResult().ForEach(_done.Enqueue);
        }
    }

    private List<ImportOutcome> Commit(List<ImportItem> group, bool isAhead)
    {
        try
        {
            if (isAhead && _ahead.TryCommit(group) is { } added)
            {
                return added;
            }

            List<ImportOutcome> outcomes = [];
            CommitGroup(group, outcomes);
            return outcomes;
        }
        finally
        {
            Forget(group);
        }
    }

    // Halves of a group that is refused are tried again, down to the one that is to blame.
    private void CommitGroup(List<ImportItem> items, List<ImportOutcome> outcomes)
    {
        try
        {
            outcomes.AddRange(Work(items));
        }
        catch (MimException exception) when (!exception.IsStoreTrouble)
        {
            if (items.Count == 1)
            {
                outcomes.Add(new ImportOutcome(items[0].What, null, exception));
                return;
            }

            CommitGroup(items[..(items.Count / 2)], outcomes);
            CommitGroup(items[(items.Count / 2)..], outcomes);
        }
    }

    private List<ImportOutcome> Work(List<ImportItem> items) => _ledger.Commit(
        (transaction, acts) =>
        {
            var group = _importer.GroupOf(transaction, items, _stop);
            return items.ConvertAll(item =>
            {
                _stop.ThrowIfCancellationRequested();
                var result = item.Work(transaction, acts, group);
                if (result is not null)
                {
                    group.Add(result.Identity);
                }

                return new ImportOutcome(item.What, result, null);
            });
        },
        _stop);

    private static void Forget(List<ImportItem> items)
    {
        items.ForEach(item => item.Owned?.Dispose());
        items.Clear();
    }
}
