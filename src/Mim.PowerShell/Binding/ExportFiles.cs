using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>Names of exported files, and the formats that names of files mean.</summary>
internal static class ExportFiles
{
    /// <summary>The format that a file name asks for; null when it says nothing.</summary>
    public static ExportFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".pfx" or ".p12" => ExportFormat.Pfx,
        ".p7b" or ".p7c" => ExportFormat.Pkcs7,
        ".der" => ExportFormat.Der,
        ".pem" => ExportFormat.Pem,
        ".jks" => ExportFormat.Jks,
        _ => null,
    };

    public static string ExtensionOf(ExportFormat format) => format switch
    {
        ExportFormat.Pfx => ".pfx",
        ExportFormat.Pkcs7 => ".p7b",
        ExportFormat.Der => ".der",
        ExportFormat.Jks => ".jks",
        _ => ".pem",
    };

    /// <summary>A file of that name in a folder; what no file name may hold on any system becomes an underscore.</summary>
    public static string In(string folder, string name, string extension)
    {
        var safe = string.Concat(name.Select(character =>
            character < ' ' || "\\/:*?\"<>|".Contains(character, StringComparison.Ordinal) ? '_' : character));
        return Path.Combine(folder, (safe.StartsWith('.') ? "_" + safe[1..] : safe) + extension);
    }

    /// <summary>Whether a path means a folder: it is one, or it ends like one.</summary>
    public static bool IsFolder(string path) => Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
}
