using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Mim.Inventory.Postgres;

/// <summary>One run of a text, or several after each other. Every value has its type even when it is null.</summary>
internal sealed class PostgresStatement(PostgresDatabase database, string sql, bool isPrepared) : Statement(database)
{
    private NpgsqlBatchCommand _command = new(sql);
    private NpgsqlDataReader? _rows;
    private int _column;

    public override Statement Restart()
    {
        Dispose();
        _command = new NpgsqlBatchCommand(sql);
        return this;
    }

    public override Statement Add(long? value) => Value(value, NpgsqlDbType.Bigint);

    public override Statement Add(Guid? value) => Value(value, NpgsqlDbType.Uuid);

    public override Statement Add(byte[]? value) => Value(value, NpgsqlDbType.Bytea);

    public override Statement Add(string? value) => Value(StorableText.Of(value), NpgsqlDbType.Text);

    public override Statement AddList(IReadOnlyList<Guid> ids) => Value(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public override Statement AddList(IReadOnlyList<byte[]> digests) => Value(digests.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public override Statement AddList(IReadOnlyList<string> texts) =>
        Value(texts.Select(text => StorableText.Of(text)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

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

    private void Send(Func<MimException>? taken) => database.Send(new QueuedWrite(_command, isPrepared, taken));

    private PostgresStatement Value<T>(T value, NpgsqlDbType type)
    {
        _command.Parameters.Add(new NpgsqlParameter { Value = value is null ? DBNull.Value : value, NpgsqlDbType = type });
        return this;
    }
}
