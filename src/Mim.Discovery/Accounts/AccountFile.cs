using Mim.Core;

namespace Mim.Discovery.Accounts;

/// <summary>The text files that Linux keeps accounts in.</summary>
internal static class AccountFile
{
    /// <summary>Its lines; none when it is not there or may not be read, unless it is needed.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InvalidFile"/>.</exception>
    public static IEnumerable<string> Lines(string root, string name, bool isNeeded) => TryLines(root, name, isNeeded) ?? [];

    /// <summary>The same; null instead of none.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InvalidFile"/>.</exception>
    public static IReadOnlyList<string>? TryLines(string root, string name, bool isNeeded)
    {
        var path = Path.Join(root, name);
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return !isNeeded ? null : throw new MimException(
                exception is UnauthorizedAccessException ? MimErrorCause.AccessDenied : MimErrorCause.InvalidFile,
                $"'{path}' cannot be read: {exception.Message}",
                path,
                exception);
        }
    }

    /// <summary>When a folder was made: UTC; null where the file system does not keep that.</summary>
    public static DateTimeOffset? CreationOf(string folder) =>
        Directory.Exists(folder) ? new DateTimeOffset(Directory.GetCreationTimeUtc(folder), TimeSpan.Zero) : null;
}
