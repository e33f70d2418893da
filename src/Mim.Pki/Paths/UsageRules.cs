using Mim.Pki.Certificates;

namespace Mim.Pki.Paths;

/// <summary>Whether a path may stand for a TLS server (RFC 5280 section 4.2.1.12).</summary>
internal static class UsageRules
{
    /// <summary>Null when it may.</summary>
    public static string? FirstTrouble(IReadOnlyList<ParsedCertificate> path)
    {
        const KeyUsages Suitable = KeyUsages.DigitalSignature | KeyUsages.KeyEncipherment | KeyUsages.KeyAgreement;
        if (path[0].Values.KeyUsage is { } usage && (usage & Suitable) == 0)
        {
            return "Its key usage fits no TLS server.";
        }

        // In authorities, extended key usage limits what lies below, as every large client does it.
        var limited = path.FirstOrDefault(one => one.Values.Purposes is { } purposes
            && !purposes.Contains(Oids.ServerAuth) && !purposes.Contains(Oids.AnyExtendedKeyUsage));
        return limited is null ? null : $"{CertificationPath.NameOf(limited)} is not for TLS servers (extended key usage).";
    }
}
