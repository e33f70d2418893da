namespace Mim.Core.Discovery;

/// <summary>Answers of servers as findings.</summary>
/// <param name="scan">What was asked.</param>
/// <param name="judge">Says what is wrong with a certificate.</param>
/// <param name="known">What may be missing.</param>
internal sealed class EndpointFindings(EndpointScan scan, CertificateJudge judge, KnownEndpoints known)
{
    public IEnumerable<CertificateFinding> Of(EndpointSighting sighting, DateTimeOffset now)
    {
        var answer = sighting.Answer;
        if (answer.Chains.Count == 0)
        {
            // In a range most addresses have no server at all, and that is no news unless there was one.
            if (answer.ConnectTime is not null || scan.IncludeUnreachable || scan.Targets.Names(sighting.Target) || known.Has(AddressOf(sighting)))
            {
                yield return Place(sighting, now);
            }

            yield break;
        }

        var shown = new List<string>();
        foreach (var chain in answer.Chains)
        {
            var issuers = chain.Certificates.Skip(1).ToList();
            var place = Place(sighting, now) with
            {
                Protocol = chain.Protocol, CipherSuite = chain.CipherSuite, OcspStaple = chain.OcspStaple, Chain = issuers,
            };
            var finding = judge.JudgePath(judge.Describe(place, chain.Certificates[0]), issuers, sighting.ServerName ?? sighting.Target.Host);
            shown.Add(finding.KeyAlgorithm ?? string.Empty);
            yield return finding;
        }

        foreach (var missing in answer.IsComplete ? known.MissingAt(AddressOf(sighting), shown) : [])
        {
            yield return Place(sighting, now) with
            {
                Status = FindingStatus.Gone,
                Detail = KnownEndpoints.Detail,
                Fingerprint = missing.Version.Fingerprint,
                KeyAlgorithm = missing.Version.KeyAlgorithm,
                KnownAs = missing.Identity.Name,
            };
        }
    }

    private static CertificateFinding Place(EndpointSighting sighting, DateTimeOffset now) => new()
    {
        Status = sighting.Answer.Status,
        Detail = sighting.Answer.Detail,
        LocationKind = LocationKinds.Endpoint,
        Location = AddressOf(sighting),
        ComputerName = sighting.Target.Host,
        IPAddress = sighting.Place?.Address.ToString(),
        Port = sighting.Target.Port,
        ServerName = sighting.ServerName,
        StartTls = sighting.StartTls,
        ConnectTime = sighting.Answer.ConnectTime,
        FoundAt = now,
    };

    private static string AddressOf(EndpointSighting sighting)
    {
        var place = sighting.Place?.Endpoint ?? sighting.Target;
        return sighting.ServerName is null || sighting.ServerName.Equals(place.Host, StringComparison.OrdinalIgnoreCase)
            ? place.ToString()
            : $"{place}/{sighting.ServerName}";
    }
}
