using System.Net.Sockets;
using System.Security.Authentication;
using Mim.Core;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>
/// Turns what the driver throws into errors that name the store. The driver's exception is left behind: it holds rows and
/// parameters.
/// </summary>
internal static class PostgresFault
{
    /// <summary>A session that held a transaction for too long without a word was ended.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>Whether the connection is gone and another may do, now or in a while.</summary>
    public static bool IsLost(Exception e) => e switch
    {
        PostgresException server => server.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or IdleInTransaction
            or PostgresErrorCodes.TooManyConnections || server.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException or IOException or SocketException } => true,
        _ => false,
    };

    /// <summary>Whether a server that is there asks to come back in a while.</summary>
    public static bool IsStarting(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections };

    public static Exception From(Exception e, string location) => e switch
    {
        OperationCanceledException => new OperationCanceledException(),
        PostgresException server => FromServer(server, location),
        NpgsqlException { InnerException: AuthenticationException inner } =>
            Error(MimErrorCause.StoreUnusable, location, $"is on a server that cannot be trusted: {inner.Message}"),
        NpgsqlException when IsLost(e) => Unusable(location, "cannot be reached", e.InnerException!.Message),
        NpgsqlException => Unusable(location, "could not be opened or used", e.Message),
        _ => e,
    };

    public static MimException Locked(string location) =>
        Error(MimErrorCause.StoreLocked, location, "is locked by another writer; try again later");

    private static Exception FromServer(PostgresException e, string location) => e.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => Locked(location),
        PostgresErrorCodes.DiskFull => Error(
            MimErrorCause.StoreFull, location, "cannot grow: the disk of its server is full. Nothing of this change was stored"),
        PostgresErrorCodes.ReadOnlySqlTransaction => Error(MimErrorCause.StoreReadOnly, location, "cannot be written: its server is read-only"),
        PostgresErrorCodes.InsufficientPrivilege => Error(MimErrorCause.AccessDenied, location, $"refuses this account: {e.MessageText}"),
        PostgresErrorCodes.InvalidPassword => Error(MimErrorCause.WrongPassword, location, $"does not take this password: {e.MessageText}"),
        PostgresErrorCodes.InvalidAuthorizationSpecification =>
            Error(MimErrorCause.AccessDenied, location, $"may not be opened by this account: {e.MessageText}"),
        PostgresErrorCodes.InvalidCatalogName => new MimException(
            MimErrorCause.StoreNotFound, $"There is no database for the store '{location}': {e.MessageText}.", location),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DataCorrupted
            or PostgresErrorCodes.IndexCorrupted => Error(MimErrorCause.StoreDamaged, location, $"is damaged or not a store ({e.MessageText})"),
        var state when state.StartsWith("23", StringComparison.Ordinal) =>
            new InvalidOperationException($"The store '{location}' refused a row: {e.MessageText} ({state})."),
        var state => Unusable(location, IsLost(e) ? "lost its connection" : "could not be used", $"{state}: {e.MessageText}"),
    };

    private static MimException Unusable(string location, string what, string detail) =>
        Error(MimErrorCause.StoreUnusable, location, $"{what} ({detail})");

    private static MimException Error(MimErrorCause cause, string location, string what) =>
        new(cause, $"The store '{location}' {what}.", location);
}
