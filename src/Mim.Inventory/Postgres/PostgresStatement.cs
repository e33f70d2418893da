using System.Text;
using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Mim.Inventory.Postgres;

/// <summary>One run of a text, or several after each other, or one row of a group. Every value has its type even when it is null.</summary>
internal sealed class PostgresStatement(PostgresDatabase database, string sql, bool isPrepared) : Statement(database)
{
    /// <summary>Characters of a text that an error shows.</summary>
    private const int ShownText = 64;

    private readonly RowGroup? _group;
    private NpgsqlBatchCommand _command = new(sql);
    private NpgsqlDataReader? _rows;
    private int _column;

    /// <summary>The row that a group has begun.</summary>
    public PostgresStatement(PostgresDatabase database, RowGroup group)
        : this(database, string.Empty, isPrepared: false) => _group = group;

    public override Statement Restart()
    {
        Dispose();
        _command = new NpgsqlBatchCommand(sql);
        return this;
    }

    public override Statement Add(long? value) => Value(value, NpgsqlDbType.Bigint);

    public override Statement Add(Guid? value) => Value(value, NpgsqlDbType.Uuid);

    public override Statement Add(byte[]? value) => Value(value, NpgsqlDbType.Bytea);

    public override Statement Add(string? value) => Value(value is null ? null : Storable(value), NpgsqlDbType.Text);

    public override Statement AddList(IReadOnlyList<Guid> ids) => Value(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public override Statement AddList(IReadOnlyList<byte[]> digests) => Value(digests.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public override Statement AddList(IReadOnlyList<string> texts) =>
        Value(texts.Select(Storable).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public override bool Step()
    {
        _rows ??= database.Read(_command, isPrepared);
        _column = 0;
        if (database.Next(_rows))
        {
            return true;
        }

        Dispose();
        return false;
    }

    public override int Run() => database.Run(_command, isPrepared);

    public override void Send() => Send(null);

    public override void Send<T>(T row, Func<T, MimException> taken) => Send(() => taken(row));

    public override long Long() => _rows!.GetInt64(_column++);

    public override bool SkipNull()
    {
        if (!_rows!.IsDBNull(_column))
        {
            return false;
        }

        _column++;
        return true;
    }

    public override Guid? GuidOrNull() => SkipNull() ? null : _rows!.GetGuid(_column++);

    public override string? TextOrNull() => SkipNull() ? null : _rows!.GetString(_column++);

    public override byte[]? BlobOrNull() => SkipNull() ? null : _rows!.GetFieldValue<byte[]>(_column++);

    public override string? HexOrNull() => BlobOrNull() is { } bytes ? Convert.ToHexString(bytes) : null;

    public override void Dispose()
    {
        if (_rows is { } rows)
        {
            _rows = null;
            database.Close(rows);
        }
    }

    // The other engine keeps these; this one has no room for a zero character, and half a surrogate pair is no text anywhere.
    private static string Storable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            var shown = text[..Math.Min(text.Length, ShownText)].Replace("\0", "\\0", StringComparison.Ordinal);
            throw new MimException(
                MimErrorCause.InvalidArgument, $"'{shown}' holds a zero character, which a PostgreSQL store cannot keep.", shown);
        }

        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }

    private void Send(Func<MimException>? taken)
    {
        if (_group is not null)
        {
            database.Send(_group, taken);
        }
        else
        {
            database.Send(new QueuedWrite(_command, isPrepared, taken));
        }
    }

    private PostgresStatement Value<T>(T value, NpgsqlDbType type)
    {
        if (_group is not null)
        {
            _group.Add(value, type);
        }
        else
        {
            _command.Parameters.Add(new NpgsqlParameter { Value = value is null ? DBNull.Value : value, NpgsqlDbType = type });
        }

        return this;
    }
}
