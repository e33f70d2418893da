using Mim.Core;

namespace Mim.Inventory.Sqlite;

/// <summary>Rows that reach the engine together, in their order, on whichever thread comes to it first.</summary>
internal sealed class RowGroup
{
    private readonly List<RowValue> _values = [];
    private readonly List<(SqliteStatement Insert, int End, Func<MimException>? Taken)> _rows = [];
    private TaskCompletionSource<Exception?>? _written;
    private int _isTaken = 1;

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

    /// <summary>Lets another thread write the rows, should one be free before <see cref="Finish"/>.</summary>
    public void Start()
    {
        _written = new TaskCompletionSource<Exception?>();

        // A thread that comes late from an earlier start may take the rows from here on.
        Volatile.Write(ref _isTaken, 0);
        ThreadPool.UnsafeQueueUserWorkItem(static group => group.TryWrite(), this, preferLocal: false);
    }

    /// <summary>Waits until the rows are written, or writes them; gives what went wrong.</summary>
    public Exception? Finish()
    {
        if (_written is not { } written)
        {
            return null;
        }

        TryWrite();
        var failure = written.Task.GetAwaiter().GetResult();
        _written = null;
        return failure;
    }

    /// <summary>Writes the rows here and now; whatever happens, none is left.</summary>
    public Exception? Write()
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

            return null;
        }
        catch (Exception e)
        {
            return e;
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

    private void TryWrite()
    {
        if (Interlocked.Exchange(ref _isTaken, 1) == 0)
        {
            _written!.SetResult(Write());
        }
    }
}
