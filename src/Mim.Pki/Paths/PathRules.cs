using Mim.Pki.Certificates;
using Mim.Pki.Signatures;

namespace Mim.Pki.Paths;

/// <summary>What each certificate of a complete path must be allowed to do (RFC 5280 section 6.1.4).</summary>
internal static class PathRules
{
    // Policies constrain nothing while every policy is accepted, so the extension itself may be critical; its constraints may not.
    private static readonly HashSet<string> Understood =
    [
        Oids.BasicConstraints, Oids.KeyUsage, Oids.ExtendedKeyUsage, Oids.SubjectAltName, Oids.IssuerAltName, Oids.NameConstraints,
        Oids.SubjectKeyIdentifier, Oids.AuthorityKeyIdentifier, Oids.CrlDistributionPoints, Oids.AuthorityInfoAccess,
        Oids.CertificatePolicies, Oids.OcspNoCheck,
    ];

    /// <summary>Null when the path holds.</summary>
    public static string? FirstTrouble(IReadOnlyList<ParsedCertificate> path)
    {
        var below = 0;
        for (var i = 0; i < path.Count; i++)
        {
            var isRoot = i == path.Count - 1;
            var trouble = OfExtensions(path[i])
                ?? (isRoot ? null : OfSignature(path[i]))
                ?? (i == 0 ? null : OfIssuer(path[i], isRoot, below));
            if (trouble is not null)
            {
                return $"{CertificationPath.NameOf(path[i])} {trouble}";
            }

            // Only authorities that are not a renewal of their issuer count against its path length.
            below += i > 0 && !path[i].IsSelfIssued ? 1 : 0;
        }

        return null;
    }

    private static string? OfExtensions(ParsedCertificate certificate)
    {
        var unknown = certificate.Extensions.All.FirstOrDefault(one => one.IsCritical && !Understood.Contains(one.Oid));
        return unknown.Oid is null ? null : $"has the critical extension {unknown.Oid}, which is unknown here";
    }

    private static string? OfSignature(ParsedCertificate certificate) =>
        SignatureScheme.Read(certificate.Signed.Algorithm) is { IsWeak: false } ? null : "was signed with SHA-1, which can be forged";

    private static string? OfIssuer(ParsedCertificate issuer, bool isRoot, int below)
    {
        var values = issuer.Values;
        if (!values.IsAuthority && !(isRoot && issuer.Version < 3))
        {
            return "is not an authority and issued a certificate all the same (basic constraints)";
        }

        if (values.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.KeyCertSign))
        {
            return "may not sign certificates (key usage)";
        }

        return values.PathLength is { } length && below > length
            ? $"allows {length} further authorities below it, and there are {below} (path length)"
            : null;
    }
}
