using Mim.Core.Discovery;

namespace Mim.Discovery.Files;

/// <summary>Names whose octets are no valid UTF-8: the base library shows them and cannot open them.</summary>
internal static class UnreadableName
{
    public static bool Is(string path) => path.Contains('\uFFFD', StringComparison.Ordinal);

    public static FileSighting Sighting(string path) =>
        new(FindingStatus.AccessDenied, path) { Detail = "Its name is no valid text, so it cannot be opened." };
}
