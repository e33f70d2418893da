using System.Diagnostics;
using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>Records imported in bulk, each with its act, beside a plain load of the same columns into one indexed table.</summary>
internal static class BulkImportScenario
{
    private const int Count = 100_000;
    private const int WarmUp = 20_000;

    public static IEnumerable<Figure> Run()
    {
        using var folder = new TemporaryFolder();
        Import(folder["warm-up.db"], folder["w.key"], WarmUp);
        var store = folder["inventory.db"];
        var rate = Import(store, folder["a.key"], Count);
        double? peer = Programs.Exists("sqlite3") ? SqlitePeer(folder, store) : null;
        yield return new Figure("Records imported into SQLite, audited", rate, "/s", "≥ 0.4 of the peer", "`sqlite3 .import` into one indexed table", peer);
        if (PostgresPrograms.Missing is not null)
        {
            yield break;
        }

        using var server = new PostgresServer(new PostgresOptions { Durable = true });
        Import(server.NewDatabase(), folder["p.key"], WarmUp);
        store = server.NewDatabase();
        rate = Import(store, folder["b.key"], Count);
        peer = PostgresPeer(server, PostgresServer.NameOf(store), folder["copy.csv"]);
        yield return new Figure("Records imported into PostgreSQL, audited", rate, "/s", "≥ 0.4 of the peer", "`COPY` into one indexed table", peer);
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
                run.AddRecord(Record(Estate.Identity(number)), "list.csv");
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

    private static ImportDocumentation Record(MachineIdentity identity) =>
        new() { Name = identity.Name, Owner = identity.Owner, Purpose = identity.Purpose, Tags = [.. identity.Tags] };

    private static void Require(ImportOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            throw error;
        }
    }

    // The table of identities itself, with its indexes and the rows that the import has made.
    private static double SqlitePeer(TemporaryFolder folder, string store)
    {
        var columns = Ask("SELECT group_concat(iif(type = 'uuid', 'hex(' || name || ')', name)) FROM pragma_table_info('identity')");
        var schema = Ask("SELECT group_concat(sql, ';' || char(10)) FROM sqlite_master WHERE tbl_name = 'identity'");
        File.WriteAllText(folder["list.csv"], Ask(".mode csv", $"SELECT {columns} FROM identity"));
        return Count / Seconds(() => Programs.Run(
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

    private static double PostgresPeer(PostgresServer server, string database, string list)
    {
        server.Execute(database, $"CREATE TABLE peer (LIKE mim.identity INCLUDING ALL)\n\\copy mim.identity TO '{list}' CSV");
        return Count / Seconds(() => server.Execute(database, $"\\copy peer FROM '{list}' CSV"));
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }
}
