using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>Tells files that somebody else changed from those that are as we left them.</summary>
internal static class ForeignChange
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Whether the file is there and has none of these contents. What is not known (null) cannot be told.</summary>
    public static bool IsAt(string goal, IFilePlatform platform, string? expected)
    {
        if (expected is null || platform.KindOf(goal) != PathKind.File)
        {
            return false;
        }

        using var content = InstalledFile.Read(goal);
        return Digest(content.Span) != expected;
    }

    public static MimException Refused(string goal, string what) => new(
        MimErrorCause.LocationChanged,
        $"{goal} was changed by somebody else since it was installed, and {what}. Put it right, or take the file over with -Force.",
        goal);
}
