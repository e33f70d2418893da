using Npgsql;
using NpgsqlTypes;

namespace Mim.Inventory.Postgres;

/// <inheritdoc cref="IRowColumn"/>
internal sealed class RowColumn<T>(NpgsqlDbType type, Action<CopyBuffer, T> copy) : IRowColumn
{
    private readonly List<T> _values = [];

    public void Add(T value) => _values.Add(value);

    public void Keep(int count) => _values.RemoveRange(count, _values.Count - count);

    public NpgsqlParameter ToParameter() => new NpgsqlParameter<List<T>> { TypedValue = _values, NpgsqlDbType = NpgsqlDbType.Array | type };

    public void CopyTo(CopyBuffer buffer, int row) => copy(buffer, _values[row]);
}
