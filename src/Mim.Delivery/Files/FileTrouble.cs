using Mim.Core;

namespace Mim.Delivery.Files;

/// <summary>Says what went wrong with a file in words that name it.</summary>
internal static class FileTrouble
{
    // EACCES.
    private const int NoAccess = 13;

    // ENOSPC; EDQUOT on Linux and on macOS.
    private static readonly int[] _unixFull = [28, 122, 69];

    // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static readonly int[] _windowsFull = [39, 112];

    public static MimException InstallFailed(string what, string path, Exception inner) =>
        new(MimErrorCause.InstallFailed, $"{what}: {Reason(inner)}", path, inner);

    public static MimException InstallFailed(string message, string path) => new(MimErrorCause.InstallFailed, message, path);

    public static string Reason(Exception exception) => exception switch
    {
        IOException when IsFull(exception) => "the disk is full.",
        _ => exception.Message,
    };

    /// <summary>Whether this account may not do it.</summary>
    public static bool IsDenied(Exception exception) =>
        exception is UnauthorizedAccessException || (exception is IOException { HResult: NoAccess } && !OperatingSystem.IsWindows());

    private static bool IsFull(Exception exception) => OperatingSystem.IsWindows()
        ? _windowsFull.Contains(exception.HResult & 0xFFFF)
        : _unixFull.Contains(exception.HResult);
}
