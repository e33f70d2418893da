using Mim.Core;
using Mim.Discovery.Files;

namespace Mim.Discovery.Accounts;

/// <summary>A file that was exported.</summary>
internal static class ExportFile
{
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>, <see cref="MimErrorCause.InvalidFile"/>.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            RegularFile.RefuseOthers(path);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"'{path}' cannot be read: access is denied.", path, exception);
        }
        catch (IOException exception)
        {
            throw Damaged(path, exception.Message, exception);
        }
    }

    public static MimException Damaged(string path, string why, Exception? inner) =>
        new(MimErrorCause.InvalidFile, $"'{path}' cannot be read as an export of accounts: {why.TrimEnd('.')}.", path, inner);
}
