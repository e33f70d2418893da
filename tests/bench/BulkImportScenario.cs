using System.Diagnostics;
using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>Records imported in bulk, each with its act, beside a plain load of the same columns into one indexed table, in turn.</summary>
internal static class BulkImportScenario
{
    private const int Count = 100_000;
    private const int WarmUp = 20_000;
    private const int Rounds = 5;

    public static IEnumerable<Figure> Run()
    {
        yield return Median("SQLite", Programs.Exists("sqlite3") ? "`sqlite3 .import` into one indexed table" : null, ImportIntoFile);
        if (PostgresPrograms.Missing is not null)
        {
            yield break;
        }

        using var server = new PostgresServer(new PostgresOptions { Durable = true });
        yield return Median("PostgreSQL", "`COPY` into one indexed table", (folder, count) => ImportIntoServer(server, folder, count));
    }

    // Whatever else the machine does meets both of a round, so that a round stands or falls with its ratio.
    private static Figure Median(string engine, string? peer, Func<TemporaryFolder, int, (double Ours, double? Theirs)> import)
    {
        Round(WarmUp);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Round(Count)).OrderBy(round => round.Ours / round.Theirs).ToList();
        var (rate, peerRate) = rounds[Rounds / 2];
        return new Figure($"Records imported into {engine}, audited", rate, "/s", "≥ 0.4 of the peer", peer, peerRate);

        (double Ours, double? Theirs) Round(int count)
        {
            using var folder = new TemporaryFolder();
            return import(folder, count);
        }
    }

    private static (double Ours, double? Theirs) ImportIntoFile(TemporaryFolder folder, int count)
    {
        var store = folder["inventory.db"];
        var rate = Import(store, folder["store.key"], count);
        return (rate, Programs.Exists("sqlite3") ? SqlitePeer(folder, store, count) : null);
    }

    private static (double Ours, double? Theirs) ImportIntoServer(PostgresServer server, TemporaryFolder folder, int count)
    {
        var store = server.NewDatabase();
        var rate = Import(store, folder["store.key"], count);
        return (rate, PostgresPeer(server, PostgresServer.NameOf(store), folder["copy.csv"], count));
    }

    private static double Import(string location, string keyFile, int count)
    {
        var reference = new StoreReference { Location = location, KeyFile = keyFile };
        using var session = new Composition.MimComposition().Initialize(
            reference, new NewStore { KeyFile = keyFile }, new ActContext("bench", "localhost", Guid.NewGuid()), default);
        return count / Seconds(() =>
        {
            using var run = session.Importer.Open(default);
            for (var number = 0; number < count; number++)
            {
                run.AddRecord(Record(number), "list.csv");
                while (run.TryTake(out var outcome))
                {
                    Require(outcome);
                }
            }

            foreach (var outcome in run.Complete())
            {
                Require(outcome);
            }
        });
    }

    private static ImportDocumentation Record(int number) =>
        new() { Name = Estate.NameOf(number), Owner = Estate.OwnerOf(number), Purpose = "web", Tags = Estate.TagsOf(number) };

    private static void Require(ImportOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            throw error;
        }
    }

    // The table of identities itself, with its indexes and the rows that the import has made.
    private static double SqlitePeer(TemporaryFolder folder, string store, int count)
    {
        var columns = Ask("SELECT group_concat(iif(type = 'uuid', 'hex(' || name || ')', name)) FROM pragma_table_info('identity')");
        var schema = Ask("SELECT group_concat(sql, ';' || char(10)) FROM sqlite_master WHERE tbl_name = 'identity'");
        File.WriteAllText(folder["list.csv"], Ask(".mode csv", $"SELECT {columns} FROM identity"));
        return count / Seconds(() => Programs.Run(
            "sqlite3",
            folder.Path,
            "peer.db",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            schema,
            ".mode csv",
            ".import list.csv identity"));

        string Ask(params string[] commands) => Programs.Run("sqlite3", folder.Path, [store, .. commands]).Trim();
    }

    private static double PostgresPeer(PostgresServer server, string database, string list, int count)
    {
        server.Execute(database, $"CREATE TABLE peer (LIKE mim.identity INCLUDING ALL)\n\\copy mim.identity TO '{list}' CSV");
        return count / Seconds(() => server.Execute(database, $"\\copy peer FROM '{list}' CSV"));
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }
}
