using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Composition.Tests.Crash;

/// <summary>What a death at one call would have left, in a folder.</summary>
internal sealed record Shot(string Folder)
{
    public string Store => Path.Combine(Folder, "inventory.db");

    /// <summary>The installed files, as <see cref="Testing.FileSnapshot"/> keeps them.</summary>
    public string Files => Path.Combine(Folder, "files");

    /// <summary>SHA-256 of the certificate that the service served, in upper-case hexadecimal.</summary>
    public string Served => File.ReadLines(Path.Combine(Folder, "served")).First();

    /// <summary>Of all installed files, with their names.</summary>
    public string Digest => string.Join('\n', Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetRelativePath(Files, path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"));

    /// <summary>Whether a file that is installed begins with this certificate.</summary>
    /// <param name="fingerprint">SHA-256, in upper-case hexadecimal.</param>
    /// <param name="name">The file's name.</param>
    public bool Holds(string fingerprint, string name)
    {
        var path = Path.Combine(Files, "0", name);
        if (!File.Exists(path))
        {
            return false;
        }

        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
        return certificate.GetCertHashString(HashAlgorithmName.SHA256) == fingerprint;
    }
}
