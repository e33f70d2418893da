using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>
/// Connections to one store. One that turns out to be lost is replaced, as long as what was begun on it changed nothing: a
/// server that restarts goes unnoticed.
/// </summary>
/// <param name="options">How to connect.</param>
/// <param name="time">The clock that measures waiting.</param>
/// <param name="lockPatience">How long a writer waits for the others; null for as long as on every engine.</param>
internal sealed class PostgresPool(ConnectionOptions options, TimeProvider time, TimeSpan? lockPatience = null) : IConnectionSource, IDisposable
{
    /// <summary>How long a server may take to come back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly NpgsqlDataSource _source = new SessionSettings(lockPatience ?? Turn.Patience)
        .Apply(new NpgsqlDataSourceBuilder(options.ConnectionString)).Build();
    private volatile bool _wasReached;
    private volatile bool _disposed;

    public SqlDialect Dialect => PostgresDialect.Instance;

    public Database Writing => throw new InvalidOperationException("Readers change nothing.");

    public string Location => options.Location;

    public T Read<T>(Func<Database, T> read, CancellationToken cancellationToken = default)
    {
        T result = default!;
        Take(database => result = read(database), cancellationToken).Dispose();
        return result;
    }

    /// <summary>
    /// A connection on which <paramref name="begin"/> has succeeded; it is begun anew on another one where the first was lost.
    /// </summary>
    public PostgresDatabase Take(Action<PostgresDatabase> begin, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed, typeof(PostgresInventory));
            PostgresDatabase? database = null;
            try
            {
                database = Open(cancellationToken);
                begin(database);
                return database;
            }
            catch (Exception e) when (database is null)
            {
                if (!MayComeBack(e) || time.GetElapsedTime(started) > Patience)
                {
                    throw PostgresFault.From(e, options.Location);
                }
            }
            catch
            {
                database!.Dispose();
                if (!database.IsLost || time.GetElapsedTime(started) > Patience)
                {
                    throw;
                }
            }

            _source.Clear();
            cancellationToken.WaitHandle.WaitOne(Random.Shared.Next(20, 200));
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _source.Dispose();
    }

    private PostgresDatabase Open(CancellationToken cancellationToken)
    {
        var connection = cancellationToken.CanBeCanceled
            ? _source.OpenConnectionAsync(cancellationToken).AsTask().GetAwaiter().GetResult()
            : _source.OpenConnection();
        _wasReached = true;
        return new PostgresDatabase(connection, options.Location);
    }

    // Who names a server that is not there hears so at once; one that was there is waited for.
    private bool MayComeBack(Exception e) => _wasReached ? PostgresFault.IsLost(e) : PostgresFault.IsStarting(e);
}
