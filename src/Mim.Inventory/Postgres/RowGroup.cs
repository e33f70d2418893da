using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Mim.Inventory.Postgres;

/// <summary>Rows of one insert on their way to the server, where few arrive as one array a column and many by COPY.</summary>
internal sealed class RowGroup(RowInsert insert)
{
    private readonly List<IRowColumn> _columns = [];
    private int _column;

    public RowInsert Insert => insert;

    public int Rows { get; private set; }

    /// <summary>Makes the error of a key that is taken: that of the first row.</summary>
    public Func<MimException>? Taken { get; private set; }

    /// <summary>Begins a row; one that was begun and not ended is forgotten.</summary>
    public RowGroup Begin()
    {
        if (_column != 0)
        {
            _columns.ForEach(column => column.Keep(Rows));
            _column = 0;
        }

        return this;
    }

    /// <param name="value">The value of the next column.</param>
    /// <param name="type">Its type, as an element of an array.</param>
    /// <param name="copy">Writes it for COPY.</param>
    public void Add<T>(T value, NpgsqlDbType type, Action<CopyBuffer, T> copy)
    {
        if (_column == _columns.Count)
        {
            _columns.Add(new RowColumn<T>(type, copy));
        }

        ((RowColumn<T>)_columns[_column++]).Add(value);
    }

    /// <param name="taken">Makes the error when a row with the same key is there.</param>
    public void End(Func<MimException>? taken)
    {
        Rows++;
        Taken ??= taken;
        _column = 0;
    }

    /// <summary>All rows as one statement.</summary>
    public QueuedWrite ToWrite()
    {
        Begin();
        var text = RowTexts.Of(insert);
        var command = new NpgsqlBatchCommand(text.Sql);
        _columns.ForEach(column => command.Parameters.Add(column.ToParameter()));
        return new QueuedWrite(command, text.IsFrequent(), Taken);
    }

    /// <summary>All rows, one after the other.</summary>
    public void CopyTo(CopyBuffer buffer)
    {
        for (var row = 0; row < Rows; row++)
        {
            buffer.BeginRow();
            foreach (var column in _columns)
            {
                column.CopyTo(buffer, row);
            }
        }
    }
}
