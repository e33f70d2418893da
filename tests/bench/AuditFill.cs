using System.Globalization;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>
/// Audit records by the million, written behind the product's back: the rows and indexes are real, the hashes are zeros,
/// because no list reads them.
/// </summary>
/// <param name="insert">Inserts the records from {0} to {1}, about {2} identities in turn.</param>
/// <param name="execute">Runs it on the engine.</param>
internal sealed class AuditFill(string insert, Action<string> execute)
{
    /// <summary>Records an identity: an estate of a million has five million.</summary>
    private const int PerIdentity = 5;
    private const int RowsPerCommit = 250_000;

    private const string IntoSqlite =
        """
        WITH RECURSIVE series (n) AS (SELECT {0} UNION ALL SELECT n + 1 FROM series WHERE n < {1})
        INSERT INTO audit
        SELECT n, 1772000000000 + n, 'bench', 'localhost', CAST(printf('%016d', n / 1000) AS blob), 'SeeIdentity', 'Identity',
            printf('%036d', n % {2}), printf('host%07d.corp.test', n % {2}), printf('host%07d.corp.test', n % {2}), 0, '{{}}',
            zeroblob(32), zeroblob(32)
        FROM series
        """;

    private const string IntoPostgres =
        """
        INSERT INTO mim.audit
        SELECT n, 1772000000000 + n, 'bench', 'localhost', lpad((n / 1000)::text, 32, '0')::uuid, 'SeeIdentity', 'Identity',
            lpad((n % {2})::text, 36, '0'), name, name, 0, '{{}}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
        FROM generate_series({0}, {1}) n, concat('host', lpad((n % {2})::text, 7, '0'), '.corp.test') name
        """;

    private int _size;

    public static AuditFill Of(string path) => new(IntoSqlite, sql => RawStore.Execute(path, "PRAGMA synchronous = OFF", sql));

    public static AuditFill Of(PostgresServer server, string database) => new(IntoPostgres, sql => server.Execute(database, sql));

    /// <summary>Adds records until there are five for each identity.</summary>
    public void Grow(int identities)
    {
        while (_size < identities * PerIdentity)
        {
            var next = Math.Min(identities * PerIdentity, _size + RowsPerCommit);
            execute(string.Format(CultureInfo.InvariantCulture, insert, _size + 1, next, identities));
            _size = next;
        }
    }
}
