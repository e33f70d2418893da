using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Mim.Inventory.Postgres;

/// <summary>Rows of one insert on their way to the server, where they arrive as one array a column.</summary>
internal sealed class RowGroup(RowInsert insert)
{
    private readonly List<IRowColumn> _columns = [];
    private Func<MimException>? _taken;
    private int _column;

    public RowInsert Insert => insert;

    public int Rows { get; private set; }

    /// <summary>Begins a row; one that was begun and not ended is forgotten.</summary>
    public RowGroup Begin()
    {
        _columns.ForEach(column => column.Keep(Rows));
        _column = 0;
        return this;
    }

    public void Add<T>(T value, NpgsqlDbType type)
    {
        if (_column == _columns.Count)
        {
            _columns.Add(new RowColumn<T>(type));
        }

        ((RowColumn<T>)_columns[_column++]).Add(value);
    }

    /// <param name="taken">Makes the error when a row with the same key is there.</param>
    public void End(Func<MimException>? taken)
    {
        Rows++;
        _taken ??= taken;
    }

    /// <summary>All rows as one statement. The error of a key that is taken is that of its first row.</summary>
    public QueuedWrite ToWrite()
    {
        Begin();
        var text = RowTexts.Of(insert);
        var command = new NpgsqlBatchCommand(text.Sql);
        _columns.ForEach(column => command.Parameters.Add(column.ToParameter()));
        return new QueuedWrite(command, text.IsFrequent(), _taken);
    }
}
