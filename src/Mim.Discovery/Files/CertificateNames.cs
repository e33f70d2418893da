namespace Mim.Discovery.Files;

/// <summary>File names that promise certificates: what cannot be read there is worth telling.</summary>
internal static class CertificateNames
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pem", ".crt", ".cer", ".der", ".p7b", ".p7c", ".p12", ".pfx", ".jks", ".jceks",
    };

    public static bool Promises(ReadOnlySpan<char> path) =>
        Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(path));
}
