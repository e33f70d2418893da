using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Audit;

/// <summary>
/// The only way to change a store: a transaction whose acts are chained and whose head is signed before it commits
/// (rule 6). Work that records no act does not commit. Thread-safe.
/// </summary>
public sealed class ActLedger(
    IInventory inventory, Sealer sealer, AuditSigner signer, ActContext context, TimeProvider time, bool acceptClock = false)
{
    /// <summary>How far the clock may lie behind the last act, as between machines that share a store.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public ActContext Context => context;

    /// <summary>The time now; UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Runs <paramref name="work"/> and commits what it wrote together with the acts it recorded.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.ClockWentBack"/>, and what the store or the work throws.</exception>
    public T Commit<T>(Func<IInventoryTransaction, ActScope, T> work, CancellationToken cancellationToken) =>
        Write(work, cancellationToken).Result;

    /// <inheritdoc cref="Commit{T}"/>
    public void Commit(Action<IInventoryTransaction, ActScope> work, CancellationToken cancellationToken) => Commit<object?>(
        (transaction, acts) =>
        {
            work(transaction, acts);
            return null;
        },
        cancellationToken);

    /// <summary>Records an act that changes nothing else; gives the signed state of the chain that ends with it.</summary>
    /// <exception cref="MimException">As <see cref="Commit{T}"/>.</exception>
    public AuditCheckpoint Record(Act act, CancellationToken cancellationToken) => Write<object?>(
        (_, acts) =>
        {
            acts.Record(act);
            return null;
        },
        cancellationToken).Head;

    /// <summary>Whether the store takes rows before their turn.</summary>
    internal bool CommitsAhead => inventory is IWritesAhead;

    /// <summary>
    /// As <see cref="Commit{T}"/>, with identities that <paramref name="ahead"/> adds before the turn of the transaction: see
    /// <see cref="IWritesAhead"/>, which says when this gives null. Only for a store that <see cref="CommitsAhead"/>.
    /// </summary>
    internal T? TryCommitAhead<TAhead, T>(
        Func<IInventoryTransaction, TAhead?> ahead, Func<TAhead, ActScope, T> work, CancellationToken cancellationToken)
        where TAhead : class
        where T : class => ((IWritesAhead)inventory).TryWrite(
            ahead, (transaction, done) => Chained(transaction, (_, acts) => work(done, acts)).Result, cancellationToken);

    private (T Result, AuditCheckpoint Head) Write<T>(Func<IInventoryTransaction, ActScope, T> work, CancellationToken cancellationToken) =>
        inventory.Write(transaction => Chained(transaction, work), cancellationToken);

    private (T Result, AuditCheckpoint Head) Chained<T>(IInventoryTransaction transaction, Func<IInventoryTransaction, ActScope, T> work)
    {
        AuditCheckpoint Sign(AuditCheckpointKind kind, AuditRecord record)
        {
            var checkpoint = signer.Sign(kind, record, transaction.Audit, transaction.Sealed);
            transaction.Audit.Save(checkpoint);
            return checkpoint;
        }

        var head = transaction.Audit.Head();
        var scope = new ActScope(transaction.Audit, context, head, TimeAfter(head), record => Sign(AuditCheckpointKind.Kept, record));
        var result = work(new CurrentKeyTransaction(transaction, sealer), scope);
        var last = scope.Last ?? throw new InvalidOperationException("A change must record its act.");
        return (result, Sign(AuditCheckpointKind.Head, last));
    }

    private DateTimeOffset TimeAfter(AuditCheckpoint? head)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        if (head is null || now >= head.At || acceptClock)
        {
            return now;
        }

        return head.At - now <= ClockTolerance ? head.At : throw new MimException(
            MimErrorCause.ClockWentBack,
            $"The clock says {CanonicalJson.Timestamp(now)}, but the last act was recorded at {CanonicalJson.Timestamp(head.At)}. " +
            "Set the clock right, or connect with -AcceptClock if that act's time was the wrong one.");
    }
}
