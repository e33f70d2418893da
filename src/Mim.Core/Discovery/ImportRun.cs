using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>
/// Imports in groups: what comes in quick succession is committed together, up to 4,096 in one transaction, while the next group is
/// collected. One that is refused takes no other with it. What is taken out has been committed. For one caller's thread.
/// </summary>
public sealed class ImportRun : IDisposable
{
    /// <summary>
    /// Each group touches the pages of every owner and tag once, however many rows it has; it also keeps the other writers waiting.
    /// </summary>
    private const int RowsPerCommit = 4096;

    /// <summary>So few are committed before the caller goes on, who may show them at once.</summary>
    private const int FewRows = 256;

    private static readonly TimeSpan CommitDelay = TimeSpan.FromMilliseconds(200);

    private readonly IdentityImporter _importer;
    private readonly ActLedger _ledger;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly Queue<ImportOutcome> _done = [];
    private List<ImportItem> _pending = [];
    private Task<List<ImportOutcome>>? _underWay;
    private long? _started;

    internal ImportRun(IdentityImporter importer, ActLedger ledger, TimeProvider time, CancellationToken cancellationToken) =>
        (_importer, _ledger, _time, _stop) = (importer, ledger, time, cancellationToken);

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
        if (_underWay is { IsCompleted: true })
        {
            Finish();
        }

        return _done.TryDequeue(out outcome!);
    }

    /// <summary>Ends the input and gives the outcomes that are still to come.</summary>
    public IEnumerable<ImportOutcome> Complete()
    {
        Start();
        Finish();
        while (_done.TryDequeue(out var outcome))
        {
            yield return outcome;
        }
    }

    /// <summary>Drops what was not committed, keys and all; a group that is being committed ends first, one way or the other.</summary>
    public void Dispose()
    {
        // Who takes nothing out any more does not hear what became of it.
        _underWay?.ContinueWith(static task => _ = task.Exception, TaskScheduler.Default).Wait();
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
            Finish();
        }
    }

    /// <summary>Hands the group over, once the one before it is done.</summary>
    private void Start()
    {
        Finish();
        var group = _pending;
        _pending = [];
        _started = _time.GetTimestamp();
        if (group.Count > 0)
        {
            _underWay = Task.Run(() => Commit(group), CancellationToken.None);
        }
    }

    private void Finish()
    {
        var underWay = _underWay;
        _underWay = null;
        underWay?.GetAwaiter().GetResult().ForEach(_done.Enqueue);
    }

    private List<ImportOutcome> Commit(List<ImportItem> group)
    {
        try
        {
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
