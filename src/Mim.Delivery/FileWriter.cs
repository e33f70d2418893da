using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;

namespace Mim.Delivery;

/// <summary>Writes whole files, atomically: exports, lists, audits.</summary>
public sealed class FileWriter : IFileWriter
{
    private const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly IFilePlatform _platform = OperatingSystem.IsWindows() ? new WindowsFiles() : new UnixFiles();

    public void Write(string path, bool ownerOnly, bool overwrite, Action<Stream> content)
    {
        if (Directory.Exists(path))
        {
            throw new MimException(MimErrorCause.InvalidFile, $"'{path}' is a folder.", path);
        }

        if (!overwrite && File.Exists(path))
        {
            throw new MimException(MimErrorCause.InvalidFile, $"'{path}' is there already; -Force replaces it.", path);
        }

        try
        {
            using var staged = StagedFile.Write(path, _platform, stream =>
            {
                content(stream);
                if (!ownerOnly)
                {
                    _platform.Protect(stream, new FileProtection(null, null, Shared, HoldsKey: false), path);
                }
            });
            staged.Place();
            _platform.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"'{path}' may not be written by this account.", path, exception);
        }
        catch (IOException exception)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"'{path}' cannot be written: {FileTrouble.Reason(exception)}", path, exception);
        }
    }
}
