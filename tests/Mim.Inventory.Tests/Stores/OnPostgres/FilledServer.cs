using System.Text.Json;
using Mim.Core.Identities;
using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;
using Mim.Testing.Programs;
using Npgsql;

namespace Mim.Inventory.Tests.Stores.OnPostgres;

/// <summary>A server that logs the plan of every query, with a store of many rows in it.</summary>
public sealed class FilledServer : IDisposable
{
    private const string LogPrefix = " plan:";
    private const string OneRow = "audit_head";

    private static readonly string Fill =
        $$"""
        SET search_path = mim;
        CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5(kind || number)::uuid;
        INSERT INTO identity
            (id, kind, name, name_key, owner, owner_key, criticality, status, authority_id, current_version_id, version, not_before,
             not_after, due_at, fingerprint, has_private_key, created_at, updated_at, tag_keys)
        SELECT pg_temp.id('i', n), CASE n % 4 WHEN 1 THEN {{(int)IdentityKind.SshKey}} WHEN 2 THEN {{(int)IdentityKind.Secret}} ELSE 0 END,
            name, name, 'ops' || n % 1000, 'ops' || n % 1000, n % 4, n % 3, NULL, pg_temp.id('v', n), 1, n,
            CASE WHEN n % 5 > 0 THEN 1772000000000 + n * 60000 END, CASE WHEN n % 5 > 0 THEN 1771000000000 + n * 60000 END,
            decode(md5('' || n), 'hex'), 0, n, n, '["blue","team=' || n % 7 || '"]'
        FROM generate_series(1, 30000) n, concat(CASE n % 2 WHEN 0 THEN 'web' ELSE 'h' END, n, 'b0', n % 10) name;
        INSERT INTO identity
            (id, kind, name, name_key, criticality, status, version, has_private_key, created_at, updated_at)
        SELECT pg_temp.id('a', n), {{(int)IdentityKind.CertificateAuthority}}, 'corp' || n, 'corp' || n, 1, 1, 1, 0, n, n
        FROM generate_series(1, 1000) n;
        UPDATE identity SET authority_id = pg_temp.id('a', 1 + created_at % 1000) WHERE name_key LIKE '%b0_';
        INSERT INTO identity_tag SELECT tag, pg_temp.id('i', n) FROM generate_series(1, 30000) n, unnest(ARRAY['blue', 'team=' || n % 7]) tag;
        INSERT INTO version
            (id, identity_id, number, state, state_at, authority_id, serial_number, fingerprint, key_fingerprint, has_private_key,
             created_at)
        SELECT pg_temp.id('v', n), pg_temp.id('i', n), 1, 1, n, pg_temp.id('a', 1 + n % 1000), md5('s' || n), decode(md5('' || n), 'hex'),
            decode(md5('k' || n), 'hex'), 0, n
        FROM generate_series(1, 30000) n;
        INSERT INTO authority SELECT pg_temp.id('a', n), NULL, 0, NULL, '[]', '[]', '[]', 1, 1 FROM generate_series(1, 1000) n;
        INSERT INTO target SELECT pg_temp.id('t', n), pg_temp.id('i', n), 0, '/etc/' || n, '{"Path": "/etc"}', 0, NULL, 1, NULL, n FROM generate_series(1, 30000) n;
        INSERT INTO location SELECT pg_temp.id('l', n), pg_temp.id('i', n), NULL, NULL, 'File', '/etc/' || n, n, n FROM generate_series(1, 30000) n;
        INSERT INTO consumer SELECT pg_temp.id('c', n), pg_temp.id('i', n), NULL, 'nginx', NULL, n, n FROM generate_series(1, 30000) n;
        INSERT INTO rotation
        SELECT pg_temp.id('r', n), pg_temp.id('i', n), pg_temp.id('run', n), NULL, 1, NULL, 2, 5, CASE WHEN n > 29000 THEN 0 ELSE 2 END, NULL, 1,
            NULL, n, n, n, n
        FROM generate_series(1, 30000) n;
        INSERT INTO journal SELECT pg_temp.id('r', n), 1, 1, 1, NULL, NULL, n FROM generate_series(1, 30000) n;
        INSERT INTO sealed SELECT pg_temp.id('v', n), 0, pg_temp.id('s', n), 1 + n % 3, '', '', n FROM generate_series(1, 30000) n;
        INSERT INTO hand_off
        SELECT pg_temp.id('h', n), pg_temp.id('i', n), pg_temp.id('v', n), decode(md5('t' || n), 'hex'), 'ops', n, 1772000000000 + n * 60000,
            CASE WHEN n % 9 > 0 THEN n END, NULL
        FROM generate_series(1, 30000) n;
        INSERT INTO account_lease
        SELECT pg_temp.id('al', n), pg_temp.id('i', n), pg_temp.id('v', n), 'ops', 'INC', n, n, n, 'ops', CASE WHEN n % 9 > 0 THEN n END
        FROM generate_series(1, 30000) n;
        INSERT INTO revocation
        SELECT pg_temp.id('x', n), pg_temp.id('a', 1 + n % 1000), NULL, md5('s' || n), 1, n, NULL, n, CASE WHEN n % 9 > 0 THEN 1 END
        FROM generate_series(1, 30000) n;
        INSERT INTO revocation_list SELECT pg_temp.id('a', 1 + n % 1000), n, n, n, 1, '' FROM generate_series(1, 30000) n;
        INSERT INTO audit
        SELECT n, 1772000000000 + n * 60000, 'root', 'host1', pg_temp.id('run', n % 1000), 'Issue', 'Identity', '' || n, 'web' || n, 'web' || n, 0, '{}',
            '', ''
        FROM generate_series(1, 30000) n;
        INSERT INTO audit_checkpoint SELECT n * 1024, '', n, 'key', '' FROM generate_series(1, 5000) n;
        """;

    private readonly PostgresServer _server = new(new PostgresOptions
    {
        Settings =
        [
            "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0", "auto_explain.log_format = json",
        ],
    });

    private readonly PostgresPool _pool;
    private long _read;

    public FilledServer()
    {
        var location = _server.NewDatabase();
        var database = new NpgsqlConnectionStringBuilder(location).Database!;
        new PostgresStoreFactory(TimeProvider.System).Open(location, create: true, CancellationToken.None).Dispose();
        _server.Execute(database, Fill);
        _server.Execute(database, "VACUUM ANALYZE");
        _pool = new PostgresPool(ConnectionOptions.Parse(location), TimeProvider.System);
    }

    internal IConnectionSource Source => _pool;

    public void Dispose()
    {
        _pool.Dispose();
        _server.Dispose();
    }

    /// <summary>The plans that were logged since the last call, of queries of the store.</summary>
    internal IReadOnlyList<QueryPlan> TakePlans()
    {
        using var log = new StreamReader(new FileStream(
            Path.Combine(_server.SocketFolder, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        log.BaseStream.Position = _read;
        List<QueryPlan> plans = [];
        var text = log.ReadToEnd();
        _read = log.BaseStream.Position;

        // What belongs to an entry is indented by a tab.
        foreach (var entry in text.Split(LogPrefix).Skip(1))
        {
            var json = string.Join('\n', entry.Split('\n').Skip(1).TakeWhile(line => line.StartsWith('\t')));
            using var logged = JsonDocument.Parse(json);
            var sql = logged.RootElement.GetProperty("Query Text").GetString()!;
            if (sql.StartsWith("SELECT", StringComparison.Ordinal) && !sql.Contains("pg_", StringComparison.Ordinal))
            {
                plans.Add(new QueryPlan(sql, [.. Steps(logged.RootElement.GetProperty("Plan"))]));
            }
        }

        return plans;
    }

    private static IEnumerable<PlanStep> Steps(JsonElement node)
    {
        const int Many = 3000;
        var kind = node.GetProperty("Node Type").GetString()!;
        var index = Text(node, "Index Name");
        var isWhole = (kind == "Seq Scan" && Text(node, "Relation Name") != OneRow) || (kind.StartsWith("Index", StringComparison.Ordinal) && Text(node, "Index Cond") is null);
        var isSort = kind.EndsWith("Sort", StringComparison.Ordinal) && node.GetProperty("Plan Rows").GetInt64() > Many;
        yield return new PlanStep($"{kind} {Text(node, "Relation Name")} {index}", isWhole, isSort);
        foreach (var child in node.TryGetProperty("Plans", out var children) ? children.EnumerateArray().SelectMany(Steps) : [])
        {
            yield return child;
        }
    }

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
