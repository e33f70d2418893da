using System.Globalization;
using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Risk;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Makes findings of sightings, and says who has them in the inventory. For one thread.</summary>
/// <param name="inventory">What is known.</param>
/// <param name="weakKeys">What strangers know.</param>
/// <param name="local">How files of this machine are written in the inventory.</param>
/// <param name="time">Now.</param>
internal sealed class SshFindings(IInventoryReader inventory, WeakKeys weakKeys, FilePlaces local, TimeProvider time)
{
    private const string Cut = "The file is larger than what is read of one: what lies behind its beginning was not looked at.";

    private readonly KnownCredentials _known = new(inventory);

    /// <summary>How files of a machine are written in the inventory.</summary>
    public FilePlaces PlacesOf(SshDestination? machine) => machine is null ? local : new FilePlaces(machine.Place);

    /// <summary>What is in a file, for each of those it is there for.</summary>
    /// <param name="file">The file; without content when it could not be read.</param>
    /// <param name="places">What it is, and whose.</param>
    /// <param name="machine">Null for this one.</param>
    /// <param name="reader">Reads the content.</param>
    public IEnumerable<SshKeyFinding> In(SshFile file, IReadOnlyList<SshPlace> places, SshDestination? machine, ISshKeyReader reader)
    {
        foreach (var place in places)
        {
            if (file.Content is not { } content)
            {
                yield return Place(file, machine, place.Account, null) with { Role = place.Role };
                continue;
            }

            if (file.IsCut)
            {
                yield return Place(file, machine, place.Account, null) with { Status = FindingStatus.Incomplete, Role = place.Role, Detail = Cut };
            }

            foreach (var sighting in reader.Read(file.IsCut ? Lines(content) : content.Memory, place.Role ?? SshFileNames.RoleOf(file.Path), file.IsOutline))
            {
                yield return Judge(Place(file, machine, place.Account, EntryOf(sighting)), sighting, place);
            }
        }
    }

    /// <summary>A machine that could not be looked at, or no further.</summary>
    public SshKeyFinding Of(SshDestination? machine, MachineUnreachableException trouble) => new()
    {
        Status = trouble.Status,
        Detail = trouble.Message,
        Role = null,
        LocationKind = LocationKinds.RemoteFile,
        Location = machine?.Place ?? Environment.MachineName,
        ComputerName = machine?.Host ?? Environment.MachineName,
        FoundAt = time.GetUtcNow(),
    };

    /// <summary>What sshd's configuration leaves to a program, which is not run.</summary>
    public SshKeyFinding Of(SshDestination? machine, string configuration, string program) => new()
    {
        Status = FindingStatus.Incomplete,
        Detail = $"sshd also asks a program who may log in, and that is not run here: {program}.",
        Role = null,
        LocationKind = PlacesOf(machine).Kind,
        Location = PlacesOf(machine).AddressOf(configuration),
        ComputerName = machine?.Host,
        Path = configuration,
        FoundAt = time.GetUtcNow(),
    };

    /// <summary>What the inventory knows and is there no longer.</summary>
    public SshKeyFinding Of(MissingPlace place, SshDestination? machine) => new()
    {
        Status = FindingStatus.Gone,
        Detail = MissingPlaces.Detail,
        Role = null,
        LocationKind = PlacesOf(machine).Kind,
        Location = place.Address,
        ComputerName = machine?.Host,
        Path = PlacesOf(machine).PathOf(place.File),
        KnownAs = place.KnownAs,
        FoundAt = time.GetUtcNow(),
    };

    /// <summary>The server's place in the inventory.</summary>
    public static string AddressOf(SshServerSighting sighting) => (sighting.Place?.Endpoint ?? sighting.Target).ToString();

    /// <summary>What a server showed, and what it has no longer; one that says why when it showed nothing.</summary>
    public IEnumerable<SshKeyFinding> Of(SshServerSighting sighting, KnownEndpoints known)
    {
        var (target, answer) = (sighting.Target, sighting.Answer);
        var location = AddressOf(sighting);
        var place = new SshKeyFinding
        {
            Status = answer.Status,
            Detail = answer.Detail,
            Role = null,
            LocationKind = LocationKinds.Endpoint,
            Location = location,
            ComputerName = target.Host,
            IPAddress = sighting.Place?.Address.ToString(),
            Port = target.Port,
            ServerVersion = answer.Version,
            ConnectTime = answer.ConnectTime,
            FoundAt = time.GetUtcNow(),
        };
        var certified = place with { Location = $"{location}/certificate" };
        if (answer.Keys.Count == 0)
        {
            return known.Has(certified.Location) ? [place, certified] : [place];
        }

        var shown = answer.Keys.Select(key => Judge(key.Certificate is null ? place : certified, key)).ToList();
        return answer.Detail is null ? [.. shown, .. Missing(place, shown, known), .. Missing(certified, shown, known)] : shown;
    }

    private static IEnumerable<SshKeyFinding> Missing(SshKeyFinding place, IEnumerable<SshKeyFinding> shown, KnownEndpoints known) =>
        from missing in known.MissingAt(
            place.Location, [.. shown.Where(other => other.Location == place.Location).Select(other => other.KeyAlgorithm ?? string.Empty)])
        select place with
        {
            Status = FindingStatus.Gone,
            Detail = KnownEndpoints.Detail,
            Fingerprint = missing.Version.Fingerprint,
            KeyAlgorithm = missing.Version.KeyAlgorithm,
            KnownAs = missing.Identity.Name,
        };

    // The last line may be half there.
    private static ReadOnlyMemory<byte> Lines(KeyMaterial content) =>
        content.Memory[..(content.Span.LastIndexOf((byte)'\n') is var end and >= 0 ? end : content.Length)];

    // A file of one private key is that key; of several lines each is known by its key.
    private static string? EntryOf(SshKeySighting sighting) => sighting.Line is null && sighting.Revokes is null
        ? null
        : sighting.Revokes ?? sighting.SshFingerprint ?? string.Create(CultureInfo.InvariantCulture, $"line {sighting.Line}");

    private SshKeyFinding Place(SshFile file, SshDestination? machine, string? account, string? entry) => new()
    {
        Status = file.Status,
        Detail = file.Detail,
        Role = null,
        LocationKind = PlacesOf(machine).Kind,
        Location = PlacesOf(machine).AddressOf(entry is null ? file.Path : $"{file.Path}#{entry}"),
        ComputerName = machine?.Host,
        Path = file.Path,
        Account = account,
        Owner = file.Owner,
        Permissions = file.Permissions,
        ModifiedAt = file.ModifiedAt,
        FoundAt = time.GetUtcNow(),
    };

    private SshKeyFinding Judge(SshKeyFinding place, SshKeySighting sighting, SshPlace? source = null)
    {
        var fingerprint = sighting.PublicKey is { } key ? Convert.ToHexString(SHA256.HashData(key)) : null;
        var certified = CertifiedAs(sighting);
        var finding = place with
        {
            Status = sighting.Status,
            Detail = sighting.Detail ?? place.Detail,
            Role = sighting.Role,
            Kind = sighting.Status == FindingStatus.Found && certified is null ? KindOf(sighting) : null,
            Fingerprint = fingerprint,
            KeyAlgorithm = sighting.KeyAlgorithm,
            Bits = sighting.Bits,
            SshFingerprint = sighting.SshFingerprint,
            SuggestedName = NameOf(place, sighting),
            KnownAs = fingerprint is null || sighting.Role == SshKeyRole.RevokedKey ? null : certified ?? _known.NameOf(fingerprint),
            Line = sighting.Line,
            Format = sighting.Format,
            Comment = sighting.Comment,
            PublicKey = sighting.PublicKey,
            HasPrivateKey = sighting.HasPrivateKey,
            IsEncrypted = sighting.IsEncrypted,
            Derivation = sighting.Derivation,
            Rounds = sighting.Rounds,
            Options = source?.Principals is { } names ? [new SshKeyOption("principals", string.Join(',', names))] : sighting.Options,
            Barred = BarredBy(source, sighting),
            ExceptAccounts = source?.ExceptAccounts ?? [],
            Hosts = sighting.Hosts,
            Certificate = sighting.Certificate,
            Revokes = sighting.Revokes,
        };
        return finding with { Health = [.. Known(finding, sighting), .. SshKeyHealth.Inspect(finding, sighting.SubjectPublicKeyInfo)] };
    }

    // Lines of known_hosts are the client's, and no matter of sshd.
    private string? BarredBy(SshPlace? source, SshKeySighting sighting) =>
        sighting is { Status: FindingStatus.Found, Role: SshKeyRole.AuthorizedKey or SshKeyRole.TrustedAuthority or SshKeyRole.RevokedKey, Hosts.Count: 0 }
            ? source?.Barred ?? SshLoginTerm.ExpiredBy(sighting.Options, time.GetUtcNow())
            : null;

    private IEnumerable<HealthFinding> Known(SshKeyFinding finding, SshKeySighting sighting) =>
        sighting is { Status: FindingStatus.Found, SubjectPublicKeyInfo: { } info } && finding.Role is not SshKeyRole.RevokedKey
            ? weakKeys.Inspect(new CredentialKey(info, SshBlob: sighting.PublicKey))
            : [];

    // Servers keep the keys of their certificates in forms that SSH reads too.
    private string? CertifiedAs(SshKeySighting sighting) =>
        sighting is { Role: SshKeyRole.PrivateKey, Format: "Pkcs1" or "Sec1" or "Pkcs8", SubjectPublicKeyInfo: { } info }
            ? _known.CertifiedAs(Convert.ToHexString(SHA256.HashData(info)))
            : null;

    private static IdentityKind? KindOf(SshKeySighting sighting) => sighting.Role switch
    {
        SshKeyRole.HostKey or SshKeyRole.KnownHost => IdentityKind.SshHostKey,
        SshKeyRole.HostCertificate or SshKeyRole.UserCertificate => IdentityKind.SshCertificate,
        SshKeyRole.TrustedAuthority => IdentityKind.SshAuthority,
        SshKeyRole.RevokedKey => null,
        _ => IdentityKind.SshKey,
    };

    private static string? NameOf(SshKeyFinding place, SshKeySighting sighting) =>
        sighting.Certificate is { KeyId.Length: > 0 } certificate ? certificate.KeyId
        : sighting.Role == SshKeyRole.KnownHost && sighting.Hosts is [var host, ..] && host[0] != '|' ? host
        : sighting.Role == SshKeyRole.HostKey && place.Port is not null ? place.ComputerName
        : sighting.Comment ?? sighting.SshFingerprint;
}
