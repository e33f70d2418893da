using System.Diagnostics;
using System.Globalization;
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

    private const string Table =
        """
        CREATE TABLE identity (id text NOT NULL PRIMARY KEY, kind smallint, name text, name_key text, owner text, owner_key text,
            purpose text, criticality smallint, tags text, status smallint, version integer, not_after bigint, due_at bigint,
            created_at bigint, updated_at bigint);
        CREATE UNIQUE INDEX identity_by_name ON identity (name_key, kind);
        CREATE INDEX identity_by_not_after ON identity (not_after, id);
        CREATE INDEX identity_by_due ON identity (due_at, id);
        CREATE INDEX identity_by_owner ON identity (owner_key, id);
        """;

    public static IEnumerable<Figure> Run()
    {
        using var folder = new TemporaryFolder();
        var list = folder["list.csv"];
        File.WriteAllLines(list, Enumerable.Range(0, Count).Select(Line));
        double? peer = Programs.Exists("sqlite3") ? Count / Seconds(() => SqlitePeer(folder.Path, list)) : null;
        yield return new Figure("Records imported into SQLite, audited", Import(folder["inventory.db"], folder["a.key"]), "/s", "≥ 0.4 of the peer", "`sqlite3 .import` into one indexed table", peer);
        if (PostgresPrograms.Missing is not null)
        {
            yield break;
        }

        using var server = new PostgresServer(new PostgresOptions { Durable = true });
        var database = server.NewDatabase();
        var name = PostgresServer.NameOf(database);
        peer = Count / Seconds(() => server.Execute(name, $"{Table}\n\\copy identity FROM '{list}' CSV"));
        yield return new Figure("Records imported into PostgreSQL, audited", Import(server.NewDatabase(), folder["b.key"]), "/s", "≥ 0.4 of the peer", "`COPY` into one indexed table", peer);
    }

    private static double Import(string location, string keyFile)
    {
        var reference = new StoreReference { Location = location, KeyFile = keyFile };
        using var session = new Composition.MimComposition().Initialize(
            reference, new NewStore { KeyFile = keyFile }, new ActContext("bench", "localhost", Guid.NewGuid()), default);
        return Count / Seconds(() =>
        {
            using var run = session.Importer.Open(default);
            for (var number = 0; number < Count; number++)
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

    private static void SqlitePeer(string folder, string list) => Programs.Run(
        "sqlite3", folder, "peer.db", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", Table, ".mode csv", $".import {list} identity");

    private static string Line(int number)
    {
        var identity = Estate.Identity(number);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{identity.Id:N},0,{identity.Name},{identity.Name},{identity.Owner},{identity.Owner},web,1,{string.Join(' ', identity.Tags)},1,1,{number},{number},{number},{number}");
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }
}
