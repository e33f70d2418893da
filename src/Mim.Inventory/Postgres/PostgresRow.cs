using Mim.Core;
using Mim.Inventory.Sql;
using NpgsqlTypes;

namespace Mim.Inventory.Postgres;

/// <summary>One row of a group that waits in the queue of its connection.</summary>
internal sealed class PostgresRow(PostgresDatabase database, RowGroup group) : RowStatement(database)
{
    public override Statement Add(long? value)
    {
        group.Add(value, NpgsqlDbType.Bigint, static (buffer, value) => buffer.Add(value));
        return this;
    }

    public override Statement Add(Guid? value)
    {
        group.Add(value, NpgsqlDbType.Uuid, static (buffer, value) => buffer.Add(value));
        return this;
    }

    public override Statement Add(byte[]? value)
    {
        group.Add(value, NpgsqlDbType.Bytea, static (buffer, value) => buffer.Add(value));
        return this;
    }

    public override Statement Add(string? value)
    {
        group.Add(StorableText.Of(value), NpgsqlDbType.Text, static (buffer, value) => buffer.Add(value));
        return this;
    }

    public override void Send() => database.Send(group, null);

    public override void Send<T>(T row, Func<T, MimException> taken) => database.Send(group, () => taken(row));
}
