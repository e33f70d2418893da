using System.Security.Cryptography;
using Mim.Pki.Certificates;
using Mim.Pki.Names;
using Mim.Pki.Signatures;

namespace Mim.Pki.Paths;

/// <summary>
/// Searches a path from a certificate to a trusted root by names, key identifiers and signatures (RFC 4158). Depth, loops and the
/// number of signature checks are bounded, so that a mesh of hostile certificates costs no more than a second.
/// </summary>
internal sealed class PathBuilder
{
    private const int LongestPath = 10;
    private const int MostVerifications = 200;

    private readonly ILookup<string, ParsedCertificate> _bySubject;
    private readonly HashSet<string> _anchors;
    private readonly DateTimeOffset _at;
    private readonly List<ParsedCertificate> _path = [];
    private CertificationPath? _best;
    private IReadOnlyList<ParsedCertificate> _deepest = [];
    private int _verifications;

    public PathBuilder(IEnumerable<ParsedCertificate> intermediates, IReadOnlyCollection<ParsedCertificate> anchors, DateTimeOffset at)
    {
        _anchors = [.. anchors.Select(Identity)];

        // Roots come first: the shortest way is the most likely.
        _bySubject = anchors.Concat(intermediates).DistinctBy(Identity).ToLookup(one => NameKey.Of(one.Subject));
        _at = at;
    }

    /// <summary>The best path there is: one that holds, else one that reaches a root, else the longest.</summary>
    public CertificationPath Build(ParsedCertificate leaf)
    {
        _path.Add(leaf);
        Extend();
        return _best ?? new CertificationPath(_deepest, IsComplete: false, DescribeEnd(_deepest[^1]));
    }

    private bool Extend()
    {
        var last = _path[^1];
        if (_anchors.Contains(Identity(last)))
        {
            return Consider();
        }

        if (_path.Count > _deepest.Count)
        {
            _deepest = [.. _path];
        }

        if (_path.Count < LongestPath)
        {
            foreach (var issuer in Candidates(last))
            {
                if (!Verify(last, issuer))
                {
                    continue;
                }

                _path.Add(issuer);
                if (Extend())
                {
                    return true;
                }

                _path.RemoveAt(_path.Count - 1);
            }
        }

        return false;
    }

    // A path whose dates hold too is the end of the search; any other is kept in case there is none better.
    private bool Consider()
    {
        var trouble = PathRules.FirstTrouble(_path);
        if (_best is null || (_best.Trouble is not null && trouble is null))
        {
            _best = new CertificationPath([.. _path], IsComplete: true, trouble);
        }

        var holds = trouble is null && _path.All(one => one.NotBefore <= _at && _at <= one.NotAfter);
        if (holds)
        {
            _best = new CertificationPath([.. _path], IsComplete: true, null);
        }

        return holds;
    }

    private IEnumerable<ParsedCertificate> Candidates(ParsedCertificate certificate) => _bySubject[NameKey.Of(certificate.Issuer)]
        .Where(one => !_path.Contains(one) && one.CouldHaveIssued(certificate));

    private bool Verify(ParsedCertificate certificate, ParsedCertificate issuer) =>
        ++_verifications <= MostVerifications && SignatureVerifier.Verify(certificate.Signed, issuer.SubjectPublicKeyInfo);

    private string DescribeEnd(ParsedCertificate last)
    {
        var name = CertificationPath.NameOf(last);
        if (last.IsSelfIssued)
        {
            return $"{name} signed itself and is not trusted";
        }

        return _bySubject.Contains(NameKey.Of(last.Issuer))
            ? $"{name} was not signed by the '{NameFormatter.Format(last.Issuer)}' at hand"
            : $"the certificate of '{NameFormatter.Format(last.Issuer)}', which issued {name}, is not at hand";
    }

    private static string Identity(ParsedCertificate certificate) =>
        Convert.ToHexString(SHA256.HashData(certificate.Der.Span));
}
