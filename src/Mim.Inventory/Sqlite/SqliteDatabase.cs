using Mim.Inventory.Sql;
using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>One connection. Its prepared statements live as long as it does.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>SQLITE_CONFIG_STMTJRNL_SPILL, which the binding does not name.</summary>
    private const int StatementJournalSpill = 26;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly RowQueue _rows = new();

    static SqliteDatabase()
    {
        Batteries_V2.Init();

        // Memory statistics take a lock with every allocation, and nobody reads them.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);

        // What a savepoint would put back stays out of the disk.
        _ = raw.sqlite3_config(StatementJournalSpill, 1 << 20);
    }

    private SqliteDatabase(sqlite3 handle, string path)
    {
        _handle = handle;
        Location = path;
    }

    public override string Location { get; }

    public sqlite3 Handle => _handle;

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows touched by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens an existing file; SQLite reads nothing of it yet.</summary>
    public static SqliteDatabase Open(string path)
    {
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, Flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw SqliteFault.From(code, path, null);
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        return new SqliteDatabase(handle, path);
    }

    public override SqliteStatement Prepared(string sql)
    {
        _rows.Flush();
        return Kept(sql).Restart();
    }

    public override Statement Row(RowInsert insert) => new SqliteRow(this, Kept(insert.OneRow), _rows);

    public override SqliteStatement Prepare(string sql)
    {
        _rows.Flush();
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>Runs one or more statements without parameters or results.</summary>
    public void Execute(string sql) => Check(TryExecute(sql));

    /// <summary>As <see cref="Execute"/>, with the engine's code as the result.</summary>
    public int TryExecute(string sql)
    {
        _rows.Flush();
        return raw.sqlite3_exec(_handle, sql);
    }

    /// <summary>Gives the engine the rows that wait.</summary>
    public void Flush() => _rows.Flush();

    /// <summary>Takes back what came after a savepoint; false when the engine has taken the whole transaction back.</summary>
    public bool TryRollbackTo(string savepoint)
    {
        _rows.Drop();
        return InTransaction && TryExecute($"ROLLBACK TO {savepoint}; RELEASE {savepoint}") == raw.SQLITE_OK;
    }

    /// <summary>Takes a transaction back, if there is one.</summary>
    public void Rollback()
    {
        _rows.Drop();

        // The engine has rolled back by itself after some errors, a full disk among them.
        if (InTransaction)
        {
            TryExecute("ROLLBACK");
        }
    }

    public override IDisposable Snapshot() => Sqlite.Snapshot.Of(this);

    public override IDisposable InterruptOn(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), _handle);

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    public Exception Fault(int code) => SqliteFault.From(code, Location, raw.sqlite3_errmsg(_handle).utf8_to_string());

    public override void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }

    private SqliteStatement Kept(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }
}
