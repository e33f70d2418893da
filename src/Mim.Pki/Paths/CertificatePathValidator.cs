using System.Globalization;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Risk;
using Mim.Pki.Certificates;

namespace Mim.Pki.Paths;

/// <summary>Builds and judges certification paths offline.</summary>
public sealed class CertificatePathValidator : ICertificatePathValidator
{
    public IReadOnlyList<CertificateCheck> Validate(PathRequest request)
    {
        var leaf = ParsedCertificate.Read(request.Leaf.Der);
        var path = new PathBuilder(ReadAll(request.Intermediates), ReadAll(request.Anchors), request.At).Build(leaf);
        return
        [
            CheckPath(path),
            CheckDates(path, request.At),
            CheckHostName(leaf, request.HostName),
            CheckUsage(path, request.HostName),
            CheckConstraints(path),
            new RevocationRules(request.RevocationLists, request.At).Check(path),
        ];
    }

    private static CertificateCheck CheckPath(CertificationPath path) => path.Trouble is { } trouble
        ? new("Path", CheckResult.Failed, $"{char.ToUpperInvariant(trouble[0])}{trouble[1..]}.")
        : new("Path", CheckResult.Passed, string.Join(" < ", path.Certificates.Select(CertificationPath.NameOf)));

    private static CertificateCheck CheckDates(CertificationPath path, DateTimeOffset at)
    {
        foreach (var certificate in path.Certificates)
        {
            var name = CertificationPath.NameOf(certificate);
            if (at < certificate.NotBefore)
            {
                return new("Dates", CheckResult.Failed, $"{name} is not valid before {Format(certificate.NotBefore)}.");
            }

            // The last second counts (RFC 5280 section 4.1.2.5).
            if (at >= certificate.NotAfter.AddSeconds(1))
            {
                return new("Dates", CheckResult.Failed, $"{name} expired {Format(certificate.NotAfter)}.");
            }
        }

        return new("Dates", CheckResult.Passed, $"Valid until {Format(path.Certificates.Min(one => one.NotAfter))}.");
    }

    private static CertificateCheck CheckHostName(ParsedCertificate leaf, string? host)
    {
        if (host is null)
        {
            return new("HostName", CheckResult.Skipped, "No host name was given.");
        }

        var names = leaf.Values.Names.Names;
        return HostNameRules.Matches(names, host)
            ? new("HostName", CheckResult.Passed, $"It is for '{host}'.")
            : new("HostName", CheckResult.Failed, $"It is not for '{host}' but for {Join([.. names.Dns, .. names.IPAddresses])}.");
    }

    private static CertificateCheck CheckUsage(CertificationPath path, string? host)
    {
        if (host is null)
        {
            return new("Usage", CheckResult.Skipped, "No host name was given.");
        }

        return UsageRules.FirstTrouble(path.Certificates) is { } trouble
            ? new("Usage", CheckResult.Failed, trouble)
            : new("Usage", CheckResult.Passed, "It may stand for a TLS server.");
    }

    private static CertificateCheck CheckConstraints(CertificationPath path)
    {
        if (path.Certificates.Count == 1 && !path.IsComplete)
        {
            return new("NameConstraints", CheckResult.Skipped, "Its issuer is not at hand.");
        }

        if (ConstraintRules.FirstTrouble(path.Certificates) is { } trouble)
        {
            return new("NameConstraints", CheckResult.Failed, $"{trouble}.");
        }

        var detail = ConstraintRules.Apply(path.Certificates) ? "All names are allowed." : "No authority limits names.";
        return new("NameConstraints", CheckResult.Passed, detail);
    }

    // What cannot be read leads nowhere; the certificate under test itself must be readable.
    private static List<ParsedCertificate> ReadAll(IEnumerable<byte[]> certificates)
    {
        var result = new List<ParsedCertificate>();
        foreach (var der in certificates)
        {
            try
            {
                result.Add(ParsedCertificate.Read(der));
            }
            catch (MimException)
            {
                continue;
            }
        }

        return result;
    }

    private static string Join(IReadOnlyList<string> names) => names.Count == 0 ? "no host at all" : string.Join(", ", names);

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
