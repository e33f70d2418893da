using System.Formats.Asn1;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;
using Mim.Pki.Names;
using Mim.Pki.Revocation;
using Mim.Pki.Signatures;

namespace Mim.Pki.Paths;

/// <summary>A list at hand with what decides whether it speaks about a certificate (RFC 5280 section 6.3.3).</summary>
internal sealed class UsableCrl
{
    private static readonly HashSet<string> Understood =
        [Oids.CrlNumber, Oids.AuthorityKeyIdentifier, Oids.IssuingDistributionPoint, Oids.IssuerAltName, Oids.AuthorityInfoAccess];

    private readonly ParsedCrl _parsed;
    private readonly IssuingDistributionPoint? _scope;

    private UsableCrl(CrlFacts facts, ParsedCrl parsed, IssuingDistributionPoint? scope)
    {
        Facts = facts;
        _parsed = parsed;
        _scope = scope;
        IssuerKey = NameKey.Of(parsed.Issuer);
    }

    public CrlFacts Facts { get; }

    public string IssuerKey { get; }

    /// <summary>Null when it is malformed or of a kind that says nothing by itself: a delta, indirect or partial list.</summary>
    public static UsableCrl? Read(CrlFacts facts)
    {
        try
        {
            var parsed = ParsedCrl.Read(facts.Der);
            var scope = parsed.Extensions.Find(Oids.IssuingDistributionPoint) is { } extension
                ? IssuingDistributionPoint.Read(extension.Value)
                : null;
            var isWhole = parsed.Extensions.All.All(one => !one.IsCritical || Understood.Contains(one.Oid))
                && parsed.Extensions.Find(Oids.DeltaCrlIndicator) is null
                && scope is null or { IsIndirect: false, IsPartial: false };
            return isWhole ? new UsableCrl(facts, parsed, scope) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether it may tell about <paramref name="certificate"/>: by scope, age and its issuer's signature.</summary>
    public bool SpeaksAbout(ParsedCertificate certificate, ParsedCertificate issuer, DateTimeOffset at) =>
        Facts.ThisUpdate <= at
        && (_scope is null || _scope.Covers(certificate))
        && (issuer.Values.KeyUsage ?? KeyUsages.CrlSign).HasFlag(KeyUsages.CrlSign)
        && SignatureScheme.Read(_parsed.Signed.Algorithm) is { IsWeak: false }
        && SignatureVerifier.Verify(_parsed.Signed, issuer.SubjectPublicKeyInfo);
}
