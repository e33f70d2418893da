using System.Globalization;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>What is legal in a certificate and still gives trouble. Pure.</summary>
public static class CertificateLint
{
    private const int KeyCertSign = 5;
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>Object identifiers of signature algorithms that are broken: MD2, MD5 and SHA-1 with RSA, DSA and ECDSA.</summary>
    private static readonly HashSet<string> WeakSignatures =
    [
        "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10040.4.3", "1.2.840.10045.4.1",
    ];

    /// <summary>Longest life of public TLS certificates by the day they are issued (CA/Browser Forum ballot SC-081).</summary>
    private static readonly (DateTimeOffset From, int Days)[] PublicLimits =
    [
        (new DateTimeOffset(2029, 3, 15, 0, 0, 0, TimeSpan.Zero), 47),
        (new DateTimeOffset(2027, 3, 15, 0, 0, 0, TimeSpan.Zero), 100),
        (new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero), 200),
        (new DateTimeOffset(2020, 9, 1, 0, 0, 0, TimeSpan.Zero), 398),
    ];

    /// <summary>The trouble found, one line each; none for a sound certificate.</summary>
    public static IEnumerable<string> Inspect(CertificateFacts facts)
    {
        if (WeakSignatures.Contains(facts.SignatureAlgorithm))
        {
            yield return $"the signature algorithm {facts.SignatureAlgorithm} is broken";
        }

        if (facts.SerialNumber is "00" or "")
        {
            yield return "the serial number is zero (RFC 5280 section 4.1.2.2)";
        }
        else if (facts.SerialNumber.Length < 16)
        {
            yield return "the serial number has fewer than 64 bits";
        }

        if (facts.NotAfter < facts.NotBefore)
        {
            yield return "it ends before it begins";
        }

        foreach (var trouble in facts.IsAuthority ? InspectAuthority(facts) : InspectLeaf(facts))
        {
            yield return trouble;
        }
    }

    /// <summary>Days that a public TLS certificate issued at <paramref name="notBefore"/> may last; null before there was a limit.</summary>
    public static int? PublicLimitInDays(DateTimeOffset notBefore) =>
        PublicLimits.Where(limit => notBefore >= limit.From).Select(limit => (int?)limit.Days).FirstOrDefault();

    private static IEnumerable<string> InspectAuthority(CertificateFacts facts)
    {
        if (facts.SubjectName.Length <= 2)
        {
            yield return "an authority needs a subject (RFC 5280 section 4.1.2.6)";
        }

        if (facts.KeyUsage is { } usage && (usage & (1 << KeyCertSign)) == 0)
        {
            yield return "an authority without keyCertSign (RFC 5280 section 4.2.1.3)";
        }

        if (facts.SubjectKeyIdentifier is null)
        {
            yield return "an authority without subject key identifier (RFC 5280 section 4.2.1.2)";
        }
    }

    private static IEnumerable<string> InspectLeaf(CertificateFacts facts)
    {
        var isServer = facts.ExtendedKeyUsages.Contains(ServerAuth);
        if (facts.Names.IsEmpty && (isServer || facts.SubjectName.Length <= 2))
        {
            yield return "no subject alternative name: clients ignore the common name (RFC 9525)";
        }

        if (facts.IsSelfIssued)
        {
            yield return "self-signed: nobody can revoke it";
        }

        if (facts.AuthorityKeyIdentifier is null && !facts.IsSelfIssued)
        {
            yield return "no authority key identifier (RFC 5280 section 4.2.1.1)";
        }

        if (isServer && PublicLimitInDays(facts.NotBefore) is { } limit && (facts.NotAfter - facts.NotBefore).TotalDays > limit)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"it lasts {(facts.NotAfter - facts.NotBefore).TotalDays:0} days; public servers issued then may have {limit}");
        }

        foreach (var wildcard in facts.Names.Dns.Where(name => name.StartsWith("*.", StringComparison.Ordinal)))
        {
            yield return $"'{wildcard}' is a wildcard: one key speaks for many hosts";
        }
    }
}
