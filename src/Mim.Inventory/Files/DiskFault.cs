using Mim.Core;

namespace Mim.Inventory.Files;

/// <summary>Turns the system's reasons for not writing a file into error causes.</summary>
internal static class DiskFault
{
    public static MimException From(Exception error, string path) => error switch
    {
        UnauthorizedAccessException => Make(error, path, MimErrorCause.AccessDenied, "may not be written by this account"),
        IOException io when IsFull(io) => Make(error, path, MimErrorCause.StoreFull, "cannot be written: its disk is full"),
        IOException io when IsReadOnly(io) => Make(error, path, MimErrorCause.StoreReadOnly, "cannot be written: its file system is read-only"),
        _ => Make(error, path, MimErrorCause.StoreUnusable, $"cannot be written: {error.Message}"),
    };

    private static MimException Make(Exception error, string path, MimErrorCause cause, string what) =>
        new(cause, $"'{path}' {what}.", path, error);

    // errno on Unix (ENOSPC, EDQUOT), Win32 codes elsewhere (ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL).
    private static bool IsFull(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 112 or 39 : error.HResult is 28 or 122;

    // EROFS, ERROR_WRITE_PROTECT.
    private static bool IsReadOnly(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) == 19 : error.HResult == 30;
}
