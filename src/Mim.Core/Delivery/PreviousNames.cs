using System.Security.Cryptography;
using System.Text;

namespace Mim.Core.Delivery;

/// <summary>
/// Names, beside a file, of what was there before a version replaced it, the same on every machine: a run that resumes after a crash
/// finds its own copy and never takes the new content for the old one.
/// </summary>
public static class PreviousNames
{
    /// <summary>Ends the name of a copy.</summary>
    public const string CopySuffix = ".mim-previous";

    /// <summary>Ends the name of a mark that nothing was there.</summary>
    public const string AbsentSuffix = ".mim-absent";

    private const int LongestName = 180;

    /// <summary>What these names begin with.</summary>
    /// <param name="fileName">Name of the file, without its folder.</param>
    /// <remarks>A long name is cut and told apart by its digest, so that the copy's name fits in what file systems allow.</remarks>
    public static string Stem(string fileName)
    {
        var bytes = Encoding.UTF8.GetBytes(fileName);
        return bytes.Length <= LongestName ? $".{fileName}." : $".{Convert.ToHexStringLower(SHA256.HashData(bytes))}.";
    }

    /// <summary>Whether a name is one for such a file, of whatever version.</summary>
    /// <param name="name">The name, without its folder.</param>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="suffix">One of the suffixes.</param>
    public static bool IsFor(string name, string fileName, string suffix)
    {
        var stem = Stem(fileName);
        return name.Length == stem.Length + 32 + suffix.Length
            && name.StartsWith(stem, StringComparison.Ordinal)
            && name.EndsWith(suffix, StringComparison.Ordinal)
            && Guid.TryParseExact(name[stem.Length..^suffix.Length], "N", out _);
    }
}
