using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>What is legal in a certificate, or was once, and still gives trouble at any time. Pure.</summary>
public static class CertificateLint
{
    private const int KeyCertSign = 5;
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string IssueAgain = "have it issued again by an authority that follows RFC 5280";

    /// <summary>The trouble found; none for a sound certificate.</summary>
    public static IEnumerable<HealthFinding> Inspect(CertificateFacts facts) =>
    [
        .. SignatureStrength.Inspect(facts),
        .. SerialNumberLint.Inspect(facts.SerialNumber),
        .. InspectDates(facts),
        .. facts.IsAuthority ? InspectAuthority(facts) : InspectLeaf(facts),
    ];

    private static IEnumerable<HealthFinding> InspectDates(CertificateFacts facts)
    {
        if (facts.NotAfter < facts.NotBefore)
        {
            yield return new("DatesReversed", HealthSeverity.High, "it ends before it begins, so it is never valid", IssueAgain);
        }
    }

    private static IEnumerable<HealthFinding> InspectAuthority(CertificateFacts facts)
    {
        if (facts.SubjectName.Length <= 2)
        {
            yield return new("SubjectMissing", HealthSeverity.Medium, "an authority needs a subject (RFC 5280 section 4.1.2.6)", IssueAgain);
        }

        if (facts.KeyUsage is { } usage && (usage & (1 << KeyCertSign)) == 0)
        {
            yield return new("KeyCertSignMissing", HealthSeverity.Medium, "an authority without keyCertSign (RFC 5280 section 4.2.1.3)", IssueAgain);
        }

        if (facts.SubjectKeyIdentifier is null)
        {
            yield return new(
                "SubjectKeyIdentifierMissing", HealthSeverity.Low, "an authority without subject key identifier (RFC 5280 section 4.2.1.2)", IssueAgain);
        }

        if (facts.Names.Dns.Count + facts.Names.IPAddresses.Count > 0)
        {
            yield return new(
                "AuthorityForHost", HealthSeverity.Medium,
                "an authority with the names of hosts: a server that has its key can sign for any other", "have a certificate issued that is no authority");
        }
    }

    private static IEnumerable<HealthFinding> InspectLeaf(CertificateFacts facts)
    {
        var isServer = facts.ExtendedKeyUsages.Contains(ServerAuth);
        if (facts.Names.IsEmpty && (isServer || facts.SubjectName.Length <= 2))
        {
            yield return new(
                "SubjectAlternativeNameMissing", HealthSeverity.Medium,
                "no subject alternative name, and clients ignore the common name (RFC 9525)", "have it issued again with its names");
        }

        if (facts.IsSelfIssued)
        {
            yield return new(
                "SelfSigned", HealthSeverity.Medium, "self-signed: nobody can revoke it", "have it issued by an authority");
        }
        else if (facts.AuthorityKeyIdentifier is null)
        {
            yield return new(
                "AuthorityKeyIdentifierMissing", HealthSeverity.Low, "no authority key identifier (RFC 5280 section 4.2.1.1)", IssueAgain);
        }

        foreach (var wildcard in facts.Names.Dns.Where(name => name.StartsWith("*.", StringComparison.Ordinal)))
        {
            yield return new(
                "Wildcard", HealthSeverity.Low, $"'{wildcard}' is a wildcard: one key speaks for many hosts", "give each host a certificate of its own");
        }

        foreach (var finding in isServer ? PublicLifetime.Inspect(facts) : [])
        {
            yield return finding;
        }
    }
}
