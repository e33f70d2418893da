using Mim.Core;
using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>One connection. Used by one thread at a time; its prepared statements live as long as it does.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    static Database()
    {
        Batteries_V2.Init();

        // Memory statistics take a lock with every allocation, and nobody reads them.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private Database(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    public string Path { get; }

    public sqlite3 Handle => _handle;

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows touched by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens an existing file; SQLite reads nothing of it yet.</summary>
    public static Database Open(string path)
    {
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, Flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw SqliteFault.From(code, path, null);
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        return new Database(handle, path);
    }

    /// <summary>
    /// A statement that stays prepared: for the constants of this assembly, which are told apart by reference because hashing
    /// them would cost as much as half a row.
    /// </summary>
    public Statement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql);
            _statements.Add(sql, statement);
        }

        return statement.Restart();
    }

    /// <summary>A statement for one use: for texts put together from a query.</summary>
    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new Statement(this, statement);
    }

    /// <summary>Runs one or more statements without parameters or results.</summary>
    public void Execute(string sql) => Check(TryExecute(sql));

    /// <summary>As <see cref="Execute"/>, with the engine's code as the result.</summary>
    public int TryExecute(string sql) => raw.sqlite3_exec(_handle, sql);

    /// <summary>Stops what runs on this connection when cancelled; it ends as a cancelled operation.</summary>
    public CancellationTokenRegistration InterruptOn(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), _handle);

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    public Exception Fault(int code) => SqliteFault.From(code, Path, raw.sqlite3_errmsg(_handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
