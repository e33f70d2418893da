using System.Diagnostics;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>
/// Lists over 10,000, 100,000 and a million identities on both engines, with five audit records each: the time to the first
/// row, and memory.
/// </summary>
internal static class ScaleScenario
{
    private const int Largest = 1_000_000;
    private const int Repeats = 7;
    private static readonly int[] _sizes = [10_000, 100_000, Largest];

    public static IEnumerable<Figure> Run()
    {
        using (var folder = new TemporaryFolder())
        {
            var path = folder["inventory.db"];
            var inventory = new SqliteStoreFactory(TimeProvider.System).Open(path, create: true, default);
            foreach (var figure in Measure("SQLite", inventory, AuditFill.Of(path), () => { }))
            {
                yield return figure;
            }
        }

        if (PostgresPrograms.Missing is { } missing)
        {
            Report.Say($"scale: {missing}; only SQLite was measured.");
            yield break;
        }

        using var server = new PostgresServer(new PostgresOptions { Durable = true });
        var database = server.NewDatabase();
        var name = PostgresServer.NameOf(database);

        // The server's own autovacuum does this within a minute; a bench does not wait for it.
        void Analyze() => server.Execute(name, "VACUUM ANALYZE");
        var shared = new PostgresStoreFactory(TimeProvider.System).Open(database, create: true, default);
        foreach (var figure in Measure("PostgreSQL", shared, AuditFill.Of(server, name), Analyze))
        {
            yield return figure;
        }
    }

    private static IEnumerable<Figure> Measure(string engine, IInventory inventory, AuditFill audit, Action filled)
    {
        using (inventory)
        {
            var estate = new Estate(inventory);
            foreach (var size in _sizes)
            {
                estate.Grow(size);
                audit.Grow(size);
                filled();
                foreach (var (what, goal, query) in Queries(size))
                {
                    yield return new Figure($"{engine}: first row of {what}", FirstRow(inventory, query), "ms", goal, Size: size);
                }

                var none = Median(() => TakeNone(inventory, new IdentityQuery { Names = ["*zzz*"] }));
                yield return new Figure($"{engine}: to find that `-Name *zzz*` has nobody", none, "ms", Size: size);
                var firstAct = Median(() => TakeAudit(inventory, size));
                yield return new Figure($"{engine}: first act of one identity among five each", firstAct, "ms", Size: size);
                yield return new Figure($"{engine}: all of `-First 100`", Median(() => Take(inventory, new IdentityQuery { First = 100 }, 100)), "ms", Size: size);
            }

            var watch = Stopwatch.StartNew();
            Take(inventory, new IdentityQuery(), Largest);
            yield return new Figure($"{engine}: all {Largest:#,##0} streamed", watch.Elapsed.TotalSeconds, "s");
            yield return new Figure("the same by a process of its own, its peak memory", StreamRun.PeakOf(inventory.Location, Largest), "MiB", "< 300 MB");
        }
    }

    private static IEnumerable<(string What, string Goal, IdentityQuery Query)> Queries(int size)
    {
        var now = TimeProvider.System.GetUtcNow();
        yield return ("`-ExpiringWithin 30d`", "≤ 100 ms", new IdentityQuery { ExpiringAfter = now, ExpiringBefore = now.AddDays(30) });
        yield return ("`-Tag app=17`", "≤ 150 ms", new IdentityQuery { Tags = ["app=17"] });
        yield return ("`-Owner`", "≤ 150 ms", new IdentityQuery { Owners = ["team17@corp.test"] });
        yield return ("`-Name host0001*`", "≤ 150 ms", new IdentityQuery { Names = ["host0001*"] });
        yield return ("`-Name *99.corp*`", "≤ 150 ms", new IdentityQuery { Names = ["*99.corp*"] });
        yield return ("one exact `-Name`", "≤ 150 ms", new IdentityQuery { Names = [Estate.NameOf(size / 2)] });
    }

    private static double FirstRow(IInventory inventory, IdentityQuery query) => Median(() => Take(inventory, query, 1));

    private static void Take(IInventory inventory, IdentityQuery query, int atLeast)
    {
        var found = 0;
        foreach (var _ in inventory.Identities.Find(query, CancellationToken.None))
        {
            if (++found == atLeast)
            {
                return;
            }
        }

        throw new InvalidOperationException($"Only {found} of {atLeast} were found.");
    }

    private static void TakeNone(IInventory inventory, IdentityQuery query)
    {
        if (inventory.Identities.Find(query, CancellationToken.None).Any())
        {
            throw new InvalidOperationException("Somebody was found.");
        }
    }

    private static void TakeAudit(IInventory inventory, int size)
    {
        var query = new AuditQuery { Subjects = [Estate.NameOf(size / 2)] };
        if (!inventory.Audit.Read(query, CancellationToken.None).Any())
        {
            throw new InvalidOperationException("The identity has no audit.");
        }
    }

    private static double Median(Action work)
    {
        var times = Enumerable.Range(0, Repeats).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed.TotalMilliseconds;
        });
        return times.Order().ElementAt(Repeats / 2);
    }
}
