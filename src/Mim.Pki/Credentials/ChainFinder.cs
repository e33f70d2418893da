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
    private int _verifications;

    public ChainFinder(IReadOnlyList<ParsedCertificate> certificates)
    {
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
        ++_verifications <= MostVerifications && SignatureVerifier.Verify(certificate.Signed, issuer.SubjectPublicKeyInfo);
}
