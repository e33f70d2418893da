using Mim.Pki.Certificates;
using Mim.Pki.Signatures;

namespace Mim.Pki.Credentials;

/// <summary>Finds who issued whom among the certificates of one file, by name, key identifier and signature.</summary>
internal sealed class ChainFinder
{
    private const int LongestChain = 10;

    // A file may hold thousands of certificates of one name; only so many are tried for each.
    private const int MostCandidates = 8;
    private const int MostVerifications = 2_000;

    private readonly Dictionary<ParsedCertificate, ParsedCertificate?> _issuers = [];
    private readonly HashSet<ParsedCertificate> _isIssuer = [];
    private readonly bool _believesIdentifiers;
    private int _verifications;

    /// <param name="certificates">All of the file.</param>
    /// <param name="believesIdentifiers">
    /// Whether key identifiers that fit (RFC 5280 section 4.2.1.1) are enough, without the signature: for looking, not for relying on it.
    /// </param>
    public ChainFinder(IReadOnlyList<ParsedCertificate> certificates, bool believesIdentifiers = false)
    {
        _believesIdentifiers = believesIdentifiers;
        var bySubject = certificates.ToLookup(one => Convert.ToHexString(one.Subject.Span));
        foreach (var certificate in certificates)
        {
            var issuer = certificate.IsSelfIssued && IsSignedBy(certificate, certificate)
                ? null
                : bySubject[Convert.ToHexString(certificate.Issuer.Span)]
                    .Where(one => one != certificate && one.CouldHaveIssued(certificate))
                    .Take(MostCandidates)
                    .FirstOrDefault(one => IsSignedBy(certificate, one));
            _issuers[certificate] = issuer;
            if (issuer is not null)
            {
                _isIssuer.Add(issuer);
            }
        }
    }

    public bool IsIssuer(ParsedCertificate certificate) => _isIssuer.Contains(certificate);

    /// <summary>The issuers of a certificate, its own first.</summary>
    public IReadOnlyList<ParsedCertificate> Of(ParsedCertificate certificate)
    {
        var chain = new List<ParsedCertificate>();
        var next = _issuers[certificate];
        while (next is not null && chain.Count < LongestChain && !chain.Contains(next))
        {
            chain.Add(next);
            next = _issuers[next];
        }

        return chain;
    }

    private bool IsSignedBy(ParsedCertificate certificate, ParsedCertificate issuer) =>
        (_believesIdentifiers && IdentifiersFit(certificate, issuer)) || IsProved(certificate, issuer);

    // A root may leave out who issued it, since it did itself.
    private static bool IdentifiersFit(ParsedCertificate certificate, ParsedCertificate issuer) =>
        issuer.Values.SubjectKeyIdentifier is { } own
        && (certificate.Values.AuthorityKeyIdentifier is { } wanted ? own.AsSpan().SequenceEqual(wanted) : certificate == issuer);

    private bool IsProved(ParsedCertificate certificate, ParsedCertificate issuer) =>
        ++_verifications <= MostVerifications && SignatureVerifier.Verify(certificate.Signed, issuer.SubjectPublicKeyInfo);
}
