namespace Mim.Core.Discovery;

/// <summary>Answers of servers as findings.</summary>
internal static class EndpointFindings
{
    public static IEnumerable<CertificateFinding> Of(EndpointSighting sighting, EndpointScan scan, CertificateJudge judge, DateTimeOffset now)
    {
        var answer = sighting.Answer;
        if (answer.Chains.Count == 0)
        {
            // In a range most addresses have no server at all, and that is no news.
            if (!scan.Targets.HasRanges || scan.IncludeUnreachable || answer.ConnectTime is not null)
            {
                yield return Place(sighting, now);
            }

            yield break;
        }

        foreach (var chain in answer.Chains)
        {
            var issuers = chain.Certificates.Skip(1).ToList();
            var place = Place(sighting, now) with
            {
                Protocol = chain.Protocol, CipherSuite = chain.CipherSuite, OcspStaple = chain.OcspStaple, Chain = issuers,
            };
            yield return judge.JudgePath(judge.Describe(place, chain.Certificates[0]), issuers, sighting.ServerName ?? sighting.Target.Host);
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
