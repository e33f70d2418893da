using System.Text;
using Mim.Core;
using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>
/// One prepared statement. Parameters are added and columns read from left to right, so that both stand in the order of
/// the SQL text.
/// </summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Characters of a text that is encoded on the stack.</summary>
    private const int ShortText = 256;

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private int _parameter;
    private int _column;

    public Statement Restart()
    {
        raw.sqlite3_reset(handle);
        _parameter = 0;
        return this;
    }

    public Statement Add(long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, ++_parameter, value));
        return this;
    }

    public Statement Add(long? value) => value is { } number ? Add(number) : AddNull();

    public Statement Add(bool value) => Add(value ? 1L : 0L);

    public Statement Add(DateTimeOffset value) => Add(value.ToUnixTimeMilliseconds());

    public Statement Add(DateTimeOffset? value) => value is { } time ? Add(time) : AddNull();

    public Statement Add(Guid? value) => value is { } id ? Add(id) : AddNull();

    public Statement Add(Guid value)
    {
        // Big-endian, so that the order of bytes is the order of time-ordered ids and of other engines' uuid type.
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(bytes);
    }

    public Statement Add(byte[]? value) => value is null ? AddNull() : Add(value.AsSpan());

    public Statement Add(ReadOnlySpan<byte> value)
    {
        var code = value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, ++_parameter, 0)
            : raw.sqlite3_bind_blob(handle, ++_parameter, value);
        database.Check(code);
        return this;
    }

    public Statement Add(string? value)
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

    /// <summary>Bytes written as hexadecimal.</summary>
    public Statement AddHex(string? value) => value is null ? AddNull() : Add(Convert.FromHexString(value));

    public Statement AddNull()
    {
        database.Check(raw.sqlite3_bind_null(handle, ++_parameter));
        return this;
    }

    public Statement Add(IEnumerable<SqlValue> values)
    {
        foreach (var value in values)
        {
            value.AddTo(this);
        }

        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
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

    /// <summary>Runs to the end; returns the number of rows touched.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        return database.Changes;
    }

    /// <summary>As <see cref="Run"/>; false when a row with the same key is there.</summary>
    public bool TryRun()
    {
        var code = raw.sqlite3_step(handle);
        raw.sqlite3_reset(handle);
        return code switch
        {
            raw.SQLITE_DONE => true,
            raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY => false,
            _ => throw database.Fault(code),
        };
    }

    public long Long() => raw.sqlite3_column_int64(handle, _column++);

    public int Int() => (int)Long();

    public bool Bool() => Long() != 0;

    public bool IsNull() => raw.sqlite3_column_type(handle, _column) == raw.SQLITE_NULL;

    public long? LongOrNull() => SkipNull() ? null : Long();

    public int? IntOrNull() => SkipNull() ? null : Int();

    public DateTimeOffset Time()
    {
        var time = Long();
        return time >= Earliest && time <= Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(time)
            : throw new MimException(MimErrorCause.StoreDamaged, $"The store '{database.Path}' holds an impossible time.", database.Path);
    }

    public DateTimeOffset? TimeOrNull() => SkipNull() ? null : Time();

    public Guid Guid() => GuidOrNull() ?? default;

    public Guid? GuidOrNull()
    {
        var bytes = raw.sqlite3_column_blob(handle, _column++);
        return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : null;
    }

    public string Text() => TextOrNull() ?? string.Empty;

    public string? TextOrNull()
    {
        // The blob of a text column is its UTF-8; an empty text needs its type to tell it from null.
        var bytes = raw.sqlite3_column_blob(handle, _column);
        var text = bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : IsNull() ? null : string.Empty;
        _column++;
        return text;
    }

    public byte[] Blob() => BlobOrNull() ?? [];

    public byte[]? BlobOrNull()
    {
        var bytes = raw.sqlite3_column_blob(handle, _column);
        var blob = bytes.Length > 0 ? bytes.ToArray() : IsNull() ? null : Array.Empty<byte>();
        _column++;
        return blob;
    }

    public string Hex() => HexOrNull() ?? string.Empty;

    public string? HexOrNull()
    {
        var bytes = raw.sqlite3_column_blob(handle, _column);
        var hex = bytes.Length > 0 ? Convert.ToHexString(bytes) : IsNull() ? null : string.Empty;
        _column++;
        return hex;
    }

    public void Dispose() => handle.Dispose();

    private bool SkipNull()
    {
        if (!IsNull())
        {
            return false;
        }

        _column++;
        return true;
    }
}
