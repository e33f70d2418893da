using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;

namespace Mim.Inventory.Tests.Sqlite;

/// <summary>Threads that wait for one another and share a commit; the clock stands still, so that none is too late to.</summary>
public sealed class WriterTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StandingClock _time = new();
    private readonly TestInventory _store;

    public WriterTests() => _store = TestInventory.Create(_time);

    [Fact]
    public void All_return_when_the_last_has_changed_what_it_wants()
    {
        var returned = 0;
        var returnedMeanwhile = -1;
        var seenMeanwhile = -1;
        var seenWithin = -1L;
        Share(
            () =>
            {
                _store.Inventory.Add(Sample.Identity("second"));
                Interlocked.Increment(ref returned);
            },
            () => _store.Inventory.Write(transaction =>
            {
                seenWithin = transaction.Identities.Count(new IdentityQuery(), None);
                seenMeanwhile = (int)_store.Inventory.Identities.Count(new IdentityQuery(), None);
                returnedMeanwhile = returned;
            }));

        Assert.Equal(2, seenWithin);
        Assert.Equal(0, seenMeanwhile);
        Assert.Equal(0, returnedMeanwhile);
        Assert.Equal(1, returned);
        Assert.Equal(["first", "second"], Names());
    }

    [Fact]
    public void Who_fails_takes_back_only_its_own()
    {
        Exception? error = null;
        Share(
            () => error = Record.Exception(() => _store.Inventory.Write(transaction =>
            {
                transaction.Identities.Add(Sample.Identity("second"));
                throw new InvalidTimeZoneException();
            })),
            () => _store.Inventory.Add(Sample.Identity("third")));

        Assert.IsType<InvalidTimeZoneException>(error);
        Assert.Equal(["first", "third"], Names());
    }

    [Fact]
    public void The_last_may_fail_and_the_others_are_committed()
    {
        Exception? error = null;
        Share(
            () => _store.Inventory.Add(Sample.Identity("second")),
            () => error = Record.Exception(() => _store.Inventory.Write(t => t.Versions.Add(Sample.Version(Sample.Identity("nobody"))))));

        Assert.NotNull(error);
        Assert.Equal(["first", "second"], Names());
    }

    [Fact]
    public void A_thread_that_stops_waiting_leaves_the_commit_to_the_others()
    {
        using var cancellation = new CancellationTokenSource();
        Share(
            () => _store.Inventory.Write(
                transaction =>
                {
                    cancellation.Cancel();
                    transaction.Identities.Add(Sample.Identity("second"));
                    return true;
                },
                None),
            () => Assert.ThrowsAny<OperationCanceledException>(() => _store.Inventory.Write(_ => true, cancellation.Token)));

        Assert.Equal(["first", "second"], Names());
    }

    [Fact]
    public void What_comes_late_is_committed_on_its_own()
    {
        Share(
            () => _store.Inventory.Write(transaction =>
            {
                transaction.Identities.Add(Sample.Identity("second"));
                _time.Passed = TimeSpan.FromSeconds(1);
            }),
            () => _store.Inventory.Write(_ => Assert.Equal(["first", "second"], Names())));
    }

    [SmallDiskFact]
    public void A_full_disk_is_told_to_all_whose_changes_it_took_back()
    {
        using var disk = new SmallDisk(2048);
        using var inventory = new SqliteStoreFactory(_time).Open(disk["inventory.db"], create: true, None);
        var errors = new Exception?[2];
        Share(
            inventory,
            () => errors[0] = Record.Exception(() => inventory.Add(Sample.Identity("second"))),
            () =>
            {
                errors[1] = Record.Exception(() => inventory.Write(transaction =>
                {
                    disk.Fill();
                    for (var number = 0; number < 20_000; number++)
                    {
                        transaction.Identities.Add(Sample.Identity($"host {number}"));
                    }
                }));
            },
            first => Assert.Equal(MimErrorCause.StoreFull, Assert.IsType<MimException>(first).Cause));

        Assert.All(errors, error => Assert.Equal(MimErrorCause.StoreFull, Assert.IsType<MimException>(error).Cause));
        disk.Free();
        Assert.Equal(0, inventory.Identities.Count(new IdentityQuery(), None));
        inventory.Add(Sample.Identity("after"));
    }

    public void Dispose() => _store.Dispose();

    private void Share(params Action[] others) => Share(_store.Inventory, others[0], others[1], Assert.Null);

    /// <summary>One adds 'first'; the others come one after the other while it does.</summary>
    private static void Share(IInventory inventory, Action second, Action third, Action<Exception?> judge)
    {
        List<Thread> threads = [];
        var troubles = new List<Exception>();
        void Begin(Action work) => threads.Add(WaitingThread.Start(() =>
        {
            if (Record.Exception(work) is { } trouble)
            {
                troubles.Add(trouble);
            }
        }));

        var first = Record.Exception(() => inventory.Write(transaction =>
        {
            transaction.Identities.Add(Sample.Identity("first"));
            Begin(second);
            Begin(third);
        }));
        threads.ForEach(thread => thread.Join());

        judge(first);
        Assert.Empty(troubles);
    }

    private IEnumerable<string> Names() =>
        _store.Inventory.Identities.Find(new IdentityQuery(), None).Select(identity => identity.Name).Order(StringComparer.Ordinal);

    private sealed class StandingClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
