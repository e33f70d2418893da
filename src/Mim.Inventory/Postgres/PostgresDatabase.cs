using System.Runtime.ExceptionServices;
using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>
/// One connection. Writes whose result nobody needs are collected and travel with the next read or the commit, so that a
/// transaction of many rows takes few round trips.
/// </summary>
internal sealed class PostgresDatabase(NpgsqlConnection connection, string location) : Database
{
    private readonly WriteQueue _queue = new();
    private CancellationToken _cancellation;
    private Exception? _failure;
    private bool _hasTransaction;
    private EarlyWork? _underWay;

    public override string Location => location;

    /// <summary>Whether the connection broke, so that what became of the last statement is not known here.</summary>
    public bool IsLost { get; private set; }

    public override Statement Prepared(string sql)
    {
        var text = ParameterMarks.Kept(sql);
        return new PostgresStatement(this, text.Sql, text.IsFrequent());
    }

    public override Statement Row(RowInsert insert) => new PostgresRow(this, _queue.Rows(insert));

    public override Statement Prepare(string sql) => new PostgresStatement(this, ParameterMarks.Number(sql), isPrepared: false);

    public override IDisposable Snapshot()
    {
        if (_hasTransaction)
        {
            return new Ending(() => { });
        }

        Begin("ISOLATION LEVEL REPEATABLE READ READ ONLY");
        return new Ending(Rollback);
    }

    public override IDisposable InterruptOn(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        return new Ending(() => _cancellation = default);
    }

    /// <summary>Begins a transaction with the first statement that is sent.</summary>
    public void Begin(string how)
    {
        _queue.Add(new QueuedWrite(new NpgsqlBatchCommand($"BEGIN {how}"), IsPrepared: true, null));
        _hasTransaction = true;
    }

    /// <summary>Sends what comes from now on in smaller pieces, for the server to be done with them sooner.</summary>
    public void Hasten() => _queue.IsInHaste = true;

    /// <summary>Sends what is left and commits, in one round trip.</summary>
    public void Commit()
    {
        _queue.Add(new QueuedWrite(new NpgsqlBatchCommand("COMMIT"), IsPrepared: true, null));
        Flush();
        _hasTransaction = false;
    }

    /// <summary>Takes a transaction back, if there is one and a connection to say it over.</summary>
    public void Rollback()
    {
        _queue.Clear();
        if (!_hasTransaction)
        {
            return;
        }

        try
        {
            Settle();
        }
        catch (Exception e)
        {
            // The work was given up for another reason, which is the one to tell.
            Fail(e);
        }

        if (IsLost)
        {
            return;
        }

        (_failure, _hasTransaction) = (null, false);
        try
        {
            Execute("ROLLBACK");
        }
        catch (MimException)
        {
            // The server takes back what was not committed when the connection ends.
            IsLost = true;
        }
    }

    /// <summary>Runs statements without parameters or results.</summary>
    public void Execute(string sql)
    {
        Flush();
        Try(() =>
        {
            using var command = new NpgsqlCommand(sql, connection);
            return command.ExecuteNonQuery();
        });
    }

    /// <summary>Runs a query together with the writes before it.</summary>
    public NpgsqlDataReader Read(NpgsqlBatchCommand query, bool isPrepared)
    {
        _queue.Add(new QueuedWrite(query, isPrepared, null));
        return Try(() =>
        {
            // The reader owns the batch until it is disposed.
            var batch = _queue.ToBatch(connection);
            return _cancellation.CanBeCanceled
                ? batch.ExecuteReaderAsync(_cancellation).GetAwaiter().GetResult()
                : batch.ExecuteReader();
        });
    }

    /// <summary>Goes to the next row.</summary>
    public bool Next(NpgsqlDataReader rows)
    {
        try
        {
            return rows.Read();
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    /// <summary>Closes a reader, wherever it stands.</summary>
    public void Close(NpgsqlDataReader rows)
    {
        try
        {
            rows.Dispose();
        }
        catch (Exception e)
        {
            // Whoever reads hears of the first failure, and this may be the same one again.
            _ = _failure ?? Fail(e);
        }
    }

    /// <summary>Runs a statement together with the writes before it; gives the number of rows touched.</summary>
    public int Run(NpgsqlBatchCommand command, bool isPrepared)
    {
        _queue.Add(new QueuedWrite(command, isPrepared, null));
        Flush();
        return (int)command.RecordsAffected;
    }

    /// <summary>Runs a statement at the latest with the commit.</summary>
    public void Send(QueuedWrite write)
    {
        _queue.Add(write);
        SendIfFull();
    }

    /// <summary>Sends a row with others of its kind, at the latest with the commit.</summary>
    public void Send(RowGroup group, Func<MimException>? taken)
    {
        _queue.EndRow(group, taken);
        SendIfFull();
    }

    // The server works on these while the next are made.
    private void SendIfFull()
    {
        if (_queue.IsFull)
        {
            _underWay = Try(() =>
            {
                var steps = _queue.ToSteps();
                return EarlyWork.Start(() =>
                {
                    foreach (var step in steps)
                    {
                        step(connection);
                    }
                });
            });
        }
    }

    public override void Dispose()
    {
        try
        {
            connection.Dispose();
        }
        catch (NpgsqlException)
        {
            // The server has ended the session meanwhile, and the transaction with it: what is thrown here would hide what went wrong before.
        }
    }

    private void Flush()
    {
        if (_queue.IsEmpty)
        {
            return;
        }

        Try(() =>
        {
            using var batch = _queue.ToBatch(connection);
            return _cancellation.CanBeCanceled
                ? batch.ExecuteNonQueryAsync(_cancellation).GetAwaiter().GetResult()
                : batch.ExecuteNonQuery();
        });
    }

    private T Try<T>(Func<T> action)
    {
        // After a failure the server refuses the rest of the transaction, and the first reason is the one to tell.
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        try
        {
            Settle();
            return action();
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    /// <summary>Waits for what is under way: a connection does one thing at a time.</summary>
    private void Settle()
    {
        var underWay = _underWay;
        _underWay = null;
        underWay?.Finish();
    }

    private Exception Fail(Exception e)
    {
        IsLost = PostgresFault.IsLost(e) || connection.State != System.Data.ConnectionState.Open;
        return _failure = _queue.ErrorOf(e) ?? PostgresFault.From(e, location);
    }
}
