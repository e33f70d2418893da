using System.Globalization;
using Mim.Core;
using Mim.Inventory.Files;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Maintenance;

/// <summary>Puts a checked copy of a backup in the place of a store.</summary>
internal sealed class StoreRestorer(TimeProvider time)
{
    private const int CopyBuffer = 1 << 20;

    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(1);

    public void Restore(string backup, string location, bool overwrite, CancellationToken cancellationToken)
    {
        var exists = File.Exists(location);
        if (exists && !overwrite)
        {
            throw new MimException(MimErrorCause.StoreExists, $"There is already a store at '{location}'.", location);
        }

        using var file = NewFile.Beside(location, mayExist: true);
        Copy(backup, file, cancellationToken);
        using (var copy = SqliteDatabase.Open(file.Path))
        {
            StoreFile.Verify(copy, cancellationToken);
        }

        if (!exists)
        {
            file.MoveIntoPlace();
            return;
        }

        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var kept = $"{location}.before-restore-{stamp}";
        Close(location, cancellationToken);
        SetLogAside(location, kept);
        file.Replace(kept);
    }

    private static void Copy(string backup, NewFile file, CancellationToken cancellationToken)
    {
        if (new FileInfo($"{backup}-wal") is { Exists: true, Length: > 0 })
        {
            throw new MimException(
                MimErrorCause.StoreUnusable,
                $"'{backup}' has a write-ahead log beside it: it is a store in use, not a backup. Make a backup of it first.",
                backup);
        }

        try
        {
            using var from = File.OpenRead(backup);
            var buffer = new byte[CopyBuffer];
            for (int count; (count = from.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Write(buffer.AsSpan(0, count));
            }

            file.Close();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MimException(MimErrorCause.StoreNotFound, $"There is no backup at '{backup}'.", backup, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"The backup '{backup}' may not be read by this account.", backup, e);
        }
    }

    // Leaving the write-ahead mode needs the file to oneself and folds the log into it; a damaged store is set aside as it is.
    private void Close(string location, CancellationToken cancellationToken)
    {
        try
        {
            using var database = SqliteDatabase.Open(location);
            new WriteLock(time, BusyPatience).Execute(database, "PRAGMA journal_mode = DELETE", cancellationToken);
        }
        catch (MimException e) when (e.Cause == MimErrorCause.StoreLocked)
        {
            throw new MimException(
                MimErrorCause.StoreLocked, $"The store '{location}' is in use; close what uses it, then restore.", location, e);
        }
        catch (MimException e) when (e.Cause is MimErrorCause.StoreDamaged or MimErrorCause.StoreUnusable)
        {
        }
    }

    private static void SetLogAside(string location, string kept)
    {
        foreach (var suffix in (string[])["-wal", "-shm"])
        {
            if (File.Exists(location + suffix))
            {
                File.Move(location + suffix, kept + suffix);
            }
        }
    }
}
