namespace Mim.Discovery.Leaks;

/// <summary>Names of files that hold pictures, sound or compressed data: not even opening them takes least time.</summary>
internal static class BinaryNames
{
    private static readonly HashSet<string> _extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".bmp", ".tif", ".tiff", ".psd", ".mp3", ".mp4", ".m4a", ".ogg", ".webm",
        ".avi", ".mov", ".wav",
        ".flac", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".xz", ".zst", ".bz2", ".7z", ".rar", ".deb", ".rpm", ".iso", ".so", ".dll",
        ".exe", ".dylib",
        ".o", ".a", ".obj", ".lib", ".pdb", ".pyc", ".class", ".wasm", ".mo",
    };

    public static bool Promises(ReadOnlySpan<char> path) =>
        _extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(path));
}
