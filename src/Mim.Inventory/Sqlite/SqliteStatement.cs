using System.Text;
using System.Text.Json;
using Mim.Core;
using Mim.Inventory.Sql;
using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>One prepared statement.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : Statement(database)
{
    /// <summary>Characters of a text that is encoded on the stack.</summary>
    private const int ShortText = 256;

    private int _parameter;
    private int _column;

    public override SqliteStatement Restart()
    {
        raw.sqlite3_reset(handle);
        raw.sqlite3_clear_bindings(handle);
        _parameter = 0;
        return this;
    }

    public override Statement Add(long? value)
    {
        if (value is not { } number)
        {
            return AddNull();
        }

        database.Check(raw.sqlite3_bind_int64(handle, ++_parameter, number));
        return this;
    }

    public override Statement Add(Guid? value)
    {
        if (value is not { } id)
        {
            return AddNull();
        }

        // Big-endian, so that the order of bytes is the order of time-ordered ids and of other engines' uuid type.
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(bytes);
    }

    public override Statement Add(byte[]? value) => value is null ? AddNull() : Add(value.AsSpan());

    public override Statement Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        // The length is always told, because the engine would end a text at its first zero character otherwise.
        var utf8 = value.Length <= ShortText ? stackalloc byte[(value.Length * 3) + 1] : new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        var length = Encoding.UTF8.GetBytes(value, utf8);
        database.Check(raw.sqlite3_bind_text(handle, ++_parameter, (ReadOnlySpan<byte>)utf8[..length]));
        return this;
    }

    public override Statement AddList(IReadOnlyList<Guid> ids) =>
        Add(JsonSerializer.Serialize(ids.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)))));

    public override Statement AddList(IReadOnlyList<byte[]> digests) => Add(JsonSerializer.Serialize(digests.Select(Convert.ToHexString)));

    public override Statement AddList(IReadOnlyList<string> texts) => Add(JsonSerializer.Serialize(texts));

    public override bool Step()
    {
        _column = 0;
        var code = raw.sqlite3_step(handle);
        if (code is raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(handle);
        return code == raw.SQLITE_DONE ? false : throw database.Fault(code);
    }

    public override int Run()
    {
        while (Step())
        {
        }

        return database.Changes;
    }

    public override void Send()
    {
        while (Step())
        {
        }
    }

    public override void Send<T>(T row, Func<T, MimException> taken) => Insert(() => taken(row));

    /// <summary>Inserts a row; <paramref name="taken"/> makes the error when one with the same key is there.</summary>
    public void Insert(Func<MimException>? taken)
    {
        var code = raw.sqlite3_step(handle);
        raw.sqlite3_reset(handle);
        if (code != raw.SQLITE_DONE)
        {
            var isTaken = taken is not null && code is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY;
            throw isTaken ? taken!() : database.Fault(code);
        }
    }

    public override long Long() => raw.sqlite3_column_int64(handle, _column++);

    public override bool SkipNull()
    {
        if (!IsNull())
        {
            return false;
        }

        _column++;
        return true;
    }

    public override Guid? GuidOrNull()
    {
        var bytes = raw.sqlite3_column_blob(handle, _column++);
        return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : null;
    }

    public override string? TextOrNull()
    {
        // The blob of a text column is its UTF-8; an empty text needs its type to tell it from null.
        var bytes = raw.sqlite3_column_blob(handle, _column);
        var text = bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : IsNull() ? null : string.Empty;
        _column++;
        return text;
    }

    public override byte[]? BlobOrNull()
    {
        var bytes = raw.sqlite3_column_blob(handle, _column);
        var blob = bytes.Length > 0 ? bytes.ToArray() : IsNull() ? null : Array.Empty<byte>();
        _column++;
        return blob;
    }

    public override string? HexOrNull()
    {
        var bytes = raw.sqlite3_column_blob(handle, _column);
        var hex = bytes.Length > 0 ? Convert.ToHexString(bytes) : IsNull() ? null : string.Empty;
        _column++;
        return hex;
    }

    public override void Dispose() => handle.Dispose();

    private bool IsNull() => raw.sqlite3_column_type(handle, _column) == raw.SQLITE_NULL;

    private SqliteStatement Add(ReadOnlySpan<byte> value)
    {
        var code = value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, ++_parameter, 0)
            : raw.sqlite3_bind_blob(handle, ++_parameter, value);
        database.Check(code);
        return this;
    }

    // What is not bound is null.
    private SqliteStatement AddNull()
    {
        _parameter++;
        return this;
    }
}
