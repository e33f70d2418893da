using System.Runtime.ExceptionServices;
using Mim.Core;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>
/// Rows on their way to the engine, in their order. It works on one group of them on a thread of its own while the next is made;
/// whoever uses the connection in between has to <see cref="Flush"/> first.
/// </summary>
internal sealed class RowQueue
{
    /// <summary>Enough to forget the change of threads, few enough to have both at work.</summary>
    private const int RowsPerGroup = 256;

    private RowGroup _filling = new();
    private RowGroup _underWay = new();
    private EarlyWork? _writing;
    private Exception? _failure;

    /// <summary>Where the next row is collected.</summary>
    public RowGroup Begin() => _filling.Begin();

    /// <inheritdoc cref="RowGroup.End"/>
    public void End(SqliteStatement insert, Func<MimException>? taken)
    {
        _filling.End(insert, taken);
        if (_filling.Rows < RowsPerGroup)
        {
            return;
        }

        Settle();
        (_filling, _underWay) = (_underWay, _filling);
        _writing = EarlyWork.Start(_underWay.Write);
    }

    /// <summary>Writes what waits. After a failure the transaction can only be taken back, and every later use hears of it.</summary>
    public void Flush()
    {
        Settle();
        try
        {
            _filling.Write();
        }
        catch (Exception e)
        {
            _failure = e;
            throw;
        }
    }

    /// <summary>Forgets what waits, and what went wrong: the transaction is being taken back.</summary>
    public void Drop()
    {
        try
        {
            Settle();
        }
        catch (Exception e)
        {
            // The work was given up for another reason, or for this one, which was told.
            _failure = e;
        }

        _filling.Clear();
        _failure = null;
    }

    private void Settle()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        var writing = _writing;
        _writing = null;
        try
        {
            writing?.Finish();
        }
        catch (Exception e)
        {
            _failure = e;
            throw;
        }
    }
}
