using Mim.Core;
using SQLitePCL;

namespace Mim.Inventory.Sqlite;

/// <summary>Turns the engine's result codes into errors that name the store.</summary>
internal static class SqliteFault
{
    private const long NearlyFull = 64 * 1024;

    public static Exception From(int code, string path, string? detail) => (code & 0xFF) switch
    {
        raw.SQLITE_INTERRUPT => new OperationCanceledException(),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Locked(path),
        raw.SQLITE_FULL => Full(path),
        raw.SQLITE_IOERR when IsDiskFull(path) => Full(path),
        raw.SQLITE_IOERR => Unusable(path, "could not be read or written", code, detail),
        raw.SQLITE_READONLY => ReadOnly(path),
        raw.SQLITE_CANTOPEN when IsDenied(path) => Denied(path),
        raw.SQLITE_CANTOPEN when IsFolderReadOnly(path) => ReadOnly(path),
        raw.SQLITE_PERM or raw.SQLITE_AUTH => Denied(path),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT or raw.SQLITE_SCHEMA or raw.SQLITE_ERROR =>
            Error(MimErrorCause.StoreDamaged, path, $"is damaged or not a store ({detail ?? "no detail"})"),
        raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH =>
            new InvalidOperationException($"The store '{path}' refused a row: {detail} (SQLite {code})."),
        _ => Unusable(path, "could not be used", code, detail),
    };

    public static MimException Locked(string path) =>
        Error(MimErrorCause.StoreLocked, path, "is locked by another writer; try again later");

    private static MimException Denied(string path) =>
        Error(MimErrorCause.AccessDenied, path, "may not be opened by this account");

    private static MimException Full(string path) =>
        Error(MimErrorCause.StoreFull, path, "cannot grow: its disk is full. Nothing of this change was stored");

    private static MimException ReadOnly(string path) =>
        Error(MimErrorCause.StoreReadOnly, path, "cannot be written: its file, folder or file system is read-only");

    private static MimException Unusable(string path, string what, int code, string? detail) =>
        Error(MimErrorCause.StoreUnusable, path, $"{what} (SQLite {code}: {detail ?? "no detail"})");

    private static MimException Error(MimErrorCause cause, string path, string what) =>
        new(cause, $"The store '{path}' {what}.", path);

    // A full disk shows itself as a plain read or write error where the engine maps or extends files.
    private static bool IsDiskFull(string path)
    {
        try
        {
            return new DriveInfo(FolderOf(path)).AvailableFreeSpace < NearlyFull;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsDenied(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFolderReadOnly(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            var probe = Path.Combine(FolderOf(path), $".{Guid.NewGuid():N}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
}
