using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Files with a key on each line: public keys, authorized_keys, known_hosts, certificates, lists of authorities and of revoked keys.</summary>
internal static class LineFormat
{
    private const string KnownHosts = "KnownHosts";

    /// <summary>Nobody needs to hear of more than this many lines of one file that cannot be read.</summary>
    private const int MostDamaged = 100;

    public static List<SshKeySighting> Read(ReadOnlySpan<byte> content, SshKeyRole? role)
    {
        var sightings = new List<SshKeySighting>();
        var (number, damaged) = (0, 0);
        foreach (var range in content.Split((byte)'\n'))
        {
            number++;
            var line = content[range].Trim(" \t\r\uFEFF"u8);
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (ReadLine(line, role) is { } sighting)
            {
                Add(sighting with { Line = number });
            }
            else if (role is null && sightings.Count == 0)
            {
                // The first line decides whether this is one of these files at all.
                return sightings;
            }
            else
            {
                Add(Sightings.Damaged(role ?? SshKeyRole.PublicKey, NameOf(role), "it is not a key.", number));
            }
        }

        return role is null ? AsOneFile(sightings) : sightings;

        void Add(SshKeySighting sighting)
        {
            if (sighting.Status != FindingStatus.Damaged || ++damaged <= MostDamaged)
            {
                sightings.Add(sighting);
            }
        }
    }

    /// <summary>Null when the line has no such form.</summary>
    private static SshKeySighting? ReadLine(ReadOnlySpan<byte> line, SshKeyRole? role)
    {
        try
        {
            if (role is not SshKeyRole.KnownHost && KeyLine.TryRead(line) is { } key)
            {
                return OfKey(key, role);
            }

            return role is null or SshKeyRole.KnownHost && KnownHostLine.TryRead(line) is { } known ? OfKnownHost(known) : null;
        }
        catch (SshFormatException trouble)
        {
            // Prose about ssh-rsa is no damaged key; every key begins with three zero octets.
            return role is null && line.IndexOf(" AAAA"u8) < 0 ? null : Sightings.Damaged(role ?? SshKeyRole.PublicKey, NameOf(role), trouble.Message);
        }
    }

    private static SshKeySighting OfKey(KeyLine line, SshKeyRole? role)
    {
        if (line.IsCertificate)
        {
            var certificate = Sightings.Of(NameOf(role), SshCertificate.Read(line.Blob), line.Comment);
            return role is SshKeyRole.RevokedKey ? certificate with { Role = SshKeyRole.RevokedKey } : certificate;
        }

        var key = SshPublicKey.Read(line.Blob);
        if (key.Type != line.Type)
        {
            throw new SshFormatException("a key is of another type than its line says.");
        }

        var isAuthority = line.Options.Any(option => option.Name == "cert-authority");
        var actual = isAuthority ? SshKeyRole.TrustedAuthority
            : role ?? (line.Options.Count > 0 ? SshKeyRole.AuthorizedKey : SshKeyRole.PublicKey);
        return Sightings.Of(actual, NameOf(role ?? actual), key, line.Comment) with { Options = line.Options };
    }

    private static SshKeySighting OfKnownHost(KnownHostLine line)
    {
        var role = line.Marker switch
        {
            KnownHostLine.Authority => SshKeyRole.TrustedAuthority,
            KnownHostLine.Revoked => SshKeyRole.RevokedKey,
            _ => SshKeyRole.KnownHost,
        };
        var sighting = line.Key.IsCertificate
            ? Sightings.Of(KnownHosts, SshCertificate.Read(line.Key.Blob), line.Key.Comment)
            : Sightings.Of(role, KnownHosts, SshPublicKey.Read(line.Key.Blob), line.Key.Comment);
        return sighting with { Role = role, Hosts = line.Hosts };
    }

    // One line with options makes all of the file's keys such as may log in.
    private static List<SshKeySighting> AsOneFile(List<SshKeySighting> sightings) =>
        sightings.Exists(sighting => sighting.Options.Count > 0)
            ? sightings.ConvertAll(sighting => sighting with
            {
                Role = sighting.Role == SshKeyRole.PublicKey ? SshKeyRole.AuthorizedKey : sighting.Role,
                Format = NameOf(SshKeyRole.AuthorizedKey),
            })
            : sightings;

    private static string NameOf(SshKeyRole? role) => role switch
    {
        SshKeyRole.AuthorizedKey => "AuthorizedKeys",
        SshKeyRole.KnownHost => KnownHosts,
        _ => "PublicKey",
    };
}
