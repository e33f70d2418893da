using System.Runtime.ExceptionServices;
using Mim.Core;

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
        _underWay.Start();
    }

    /// <summary>Writes what waits. After a failure the transaction can only be taken back, and every later use hears of it.</summary>
    public void Flush()
    {
        Settle();
        _failure = _filling.Write();
        Throw();
    }

    /// <summary>Forgets what waits, and what went wrong: the transaction is being taken back.</summary>
    public void Drop()
    {
        _underWay.Finish();
        _filling.Clear();
        _failure = null;
    }

    private void Settle()
    {
        _failure ??= _underWay.Finish();
        Throw();
    }

    private void Throw()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }
}
