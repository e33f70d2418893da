using System.Security.Cryptography;

namespace Mim.Core.Sealing;

/// <summary>Tells a key that is no key, or does not fit, from a defect of ours.</summary>
internal static class KeyTrouble
{
    /// <summary>
    /// Beside its own exception the platform's cryptography throws others on bad input: arguments when two keys lie on
    /// different curves, an unsupported platform when nobody knows the curve.
    /// </summary>
    public static bool Is(Exception exception) => exception is CryptographicException or ArgumentException or PlatformNotSupportedException;
}
