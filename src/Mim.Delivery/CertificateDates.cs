using Mim.Core.Ports;

namespace Mim.Delivery;

/// <summary>That a certificate is valid now, whatever it lies in.</summary>
internal static class CertificateDates
{
    /// <summary>Why it is not; null when it is.</summary>
    public static string? Trouble(ICertificateReader reader, byte[] leaf, string place, DateTimeOffset now)
    {
        var facts = reader.Read(leaf);
        return now < facts.NotBefore ? $"The certificate in {place} is not valid before {facts.NotBefore:u}."
            : now > facts.NotAfter ? $"The certificate in {place} expired at {facts.NotAfter:u}."
            : null;
    }
}
