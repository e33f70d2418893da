using System.Globalization;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Pki.Certificates;
using Mim.Pki.Names;

namespace Mim.Pki.Paths;

/// <summary>Looks every certificate of a path up in the lists at hand (RFC 5280 section 6.3).</summary>
internal sealed class RevocationRules(IEnumerable<CrlFacts> lists, DateTimeOffset at)
{
    private readonly ILookup<string, UsableCrl> _lists = lists
        .Select(UsableCrl.Read)
        .OfType<UsableCrl>()
        .OrderByDescending(list => list.Facts.Number ?? 0)
        .ThenByDescending(list => list.Facts.ThisUpdate)
        .ToLookup(list => list.IssuerKey);

    public CertificateCheck Check(CertificationPath path)
    {
        List<string> stale = [], missing = [];
        foreach (var (certificate, issuer) in path.Certificates.Zip(path.Certificates.Skip(1)))
        {
            var name = NameFormatter.Format(issuer.Subject);

            // The newest list that its issuer really signed; a forged newer one must not hide it.
            var candidates = _lists[NameKey.Of(certificate.Issuer)];
            if (candidates.FirstOrDefault(list => list.SpeaksAbout(certificate, issuer, at)) is not { } list)
            {
                missing.Add(name);
                continue;
            }

            var entry = list.Facts.Entries.FirstOrDefault(one => one.SerialNumber == certificate.SerialNumber);
            if (entry is not null && entry.Reason != RevocationReason.RemoveFromCrl)
            {
                return Result(CheckResult.Failed, Describe(certificate, entry));
            }

            if (list.Facts.NextUpdate < at)
            {
                stale.Add($"the list of '{name}' was due again {Format(list.Facts.NextUpdate.Value)}");
            }
        }

        return (path.Certificates.Count, stale.Count, missing.Count) switch
        {
            (1, _, _) when !path.IsComplete => Result(CheckResult.Skipped, "Its issuer is not at hand."),
            (1, _, _) => Result(CheckResult.Skipped, "It is itself a trusted root, which no list revokes."),
            (_, > 0, _) => Result(CheckResult.Warning, $"Nothing is revoked, but {string.Join(" and ", stale)}."),
            (_, _, > 0) => Result(CheckResult.Skipped, $"There is no valid list of {Quote(missing)} at hand."),
            _ => Result(CheckResult.Passed, "No certificate of the path is on its issuer's list."),
        };
    }

    private static string Describe(ParsedCertificate certificate, CrlEntry entry) =>
        $"{CertificationPath.NameOf(certificate)} was revoked {Format(entry.RevokedAt)} ({entry.Reason}).";

    private static string Quote(IEnumerable<string> names) => string.Join(" and ", names.Distinct().Select(name => $"'{name}'"));

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static CertificateCheck Result(CheckResult result, string detail) => new("Revocation", result, detail);
}
