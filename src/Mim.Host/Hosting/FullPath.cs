using Mim.Core;

namespace Mim.Host.Hosting;

/// <summary>Paths of the command line.</summary>
internal static class FullPath
{
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: it is no path.</exception>
    public static string Of(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{path}' is not a path.", path, exception);
        }
    }
}
