using Mim.Core;

namespace Mim.Inventory.Sqlite;

/// <summary>Rows that reach the engine together, in their order.</summary>
internal sealed class RowGroup
{
    private readonly List<RowValue> _values = [];
    private readonly List<(SqliteStatement Insert, int End, Func<MimException>? Taken)> _rows = [];

    public int Rows => _rows.Count;

    /// <summary>Begins a row; one that was begun and not ended is forgotten.</summary>
    public RowGroup Begin()
    {
        var end = _rows.Count == 0 ? 0 : _rows[^1].End;
        _values.RemoveRange(end, _values.Count - end);
        return this;
    }

    public void Add(RowValue value) => _values.Add(value);

    /// <param name="insert">The statement that the row goes to.</param>
    /// <param name="taken">Makes the error when a row with the same key is there.</param>
    public void End(SqliteStatement insert, Func<MimException>? taken) => _rows.Add((insert, _values.Count, taken));

    /// <summary>Writes the rows; whatever happens, none is left.</summary>
    public void Write()
    {
        try
        {
            var value = 0;
            foreach (var (insert, end, taken) in _rows)
            {
                insert.Restart();
                for (; value < end; value++)
                {
                    _values[value].AddTo(insert);
                }

                insert.Insert(taken);
            }
        }
        finally
        {
            Clear();
        }
    }

    public void Clear()
    {
        _values.Clear();
        _rows.Clear();
    }
}
