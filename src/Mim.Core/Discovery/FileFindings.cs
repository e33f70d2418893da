namespace Mim.Core.Discovery;

/// <summary>What was seen in files and certificate stores as findings.</summary>
internal static class FileFindings
{
    public static string AddressOf(FileSighting sighting, FilePlaces places) =>
        places.AddressOf(sighting.Entry is null ? sighting.Path : $"{sighting.Path}#{Unprintable.Replace(sighting.Entry)}");

    public static CertificateFinding Of(
        FileSighting sighting, string locationKind, FilePlaces places, CertificateJudge judge, DateTimeOffset now)
    {
        var finding = new CertificateFinding
        {
            Status = sighting.Status,
            Detail = sighting.Detail is null ? null : Unprintable.Replace(sighting.Detail),
            LocationKind = locationKind,
            Location = AddressOf(sighting, places),
            Path = sighting.Path,
            Format = sighting.Format,
            Entry = sighting.Entry is null ? null : Unprintable.Replace(sighting.Entry),
            HasPrivateKey = sighting.HasPrivateKey,
            IsEncrypted = sighting.IsEncrypted,
            Permissions = sighting.Permissions,
            UsedBy = sighting.UsedBy,
            Chain = sighting.Chain,
            FoundAt = now,
        };
        return sighting.Certificate is { } certificate ? judge.Describe(finding, certificate) : finding;
    }
}
