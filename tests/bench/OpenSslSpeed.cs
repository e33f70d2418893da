using System.Globalization;

namespace Mim.Bench;

/// <summary>What the machine can do at most: P-256 signatures a second on one core, by OpenSSL's own measure.</summary>
internal static class OpenSslSpeed
{
    public static double Signatures(string folder)
    {
        // The last line ends with signatures and verifications a second.
        var words = Programs.Run("openssl", folder, "speed", "-seconds", "3", "ecdsap256").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(words[^2], CultureInfo.InvariantCulture);
    }
}
