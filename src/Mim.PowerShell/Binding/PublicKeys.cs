using System.Text;

namespace Mim.PowerShell.Binding;

/// <summary>A public key of SSH however it is at hand: the path of a file, or its text.</summary>
internal static class PublicKeys
{
    /// <summary>Its text; null when nothing was given.</summary>
    public static byte[]? Read(string? given, FileLocator files) => given switch
    {
        null => null,
        _ when IsText(given) => Encoding.UTF8.GetBytes(given),
        _ => CertificateFile.Read(files.Existing(given)),
    };

    // No path has the beginning of a key behind a blank, or the mark of RFC 4716.
    private static bool IsText(string given) =>
        given.Contains(" AAAA", StringComparison.Ordinal) || given.StartsWith("---- BEGIN SSH2", StringComparison.Ordinal);
}
