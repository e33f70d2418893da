using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Composition;

/// <summary>A passphrase for unattended runs, from its file to a zeroed buffer, never through a string.</summary>
internal static class PassphraseFile
{
    private const int LongestFile = 64 * 1024;

    /// <summary>The content of a file without the line end that editors and echo leave.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.KeyFileMissing"/>; <see cref="MimErrorCause.InvalidFile"/> when it is empty or too long for a passphrase.
    /// </exception>
    public static KeyMaterial Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length is 0 or > LongestFile)
            {
                throw new MimException(
                    MimErrorCause.InvalidFile, $"The passphrase file '{path}' is empty or longer than {LongestFile} bytes.", path);
            }

            using var content = new KeyMaterial((int)stream.Length);
            stream.ReadExactly(content.Span);
            return KeyMaterial.CopyOf(content.Span.TrimEnd("\r\n"u8));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MimException(MimErrorCause.KeyFileMissing, $"The passphrase file '{path}' cannot be read.", path, exception);
        }
    }
}
