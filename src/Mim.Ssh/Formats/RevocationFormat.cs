using System.Globalization;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;
using Mim.Ssh.Revocation;

namespace Mim.Ssh.Formats;

/// <summary>Key revocation lists (OpenSSH PROTOCOL.krl): keys, their hashes, and certificates by serial number or by id.</summary>
internal sealed class RevocationFormat
{
    private const string Name = "Krl";

    /// <summary>A bitmap of some kilobytes can name a million serial numbers; more than this many runs of them are not listed.</summary>
    private const int MostEntries = 100_000;

    private readonly List<SshKeySighting> _entries = [];

    /// <summary>Null when the content is none. What can be read before something damaged is kept.</summary>
    public static IReadOnlyList<SshKeySighting>? TryRead(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(ListFormat.Magic))
        {
            return null;
        }

        var list = new RevocationFormat();
        try
        {
            list.Read(new ListReader(content));
        }
        catch (SshFormatException trouble)
        {
            list._entries.Add(Sightings.Damaged(SshKeyRole.RevokedKey, Name, trouble.Message));
        }

        return list._entries;
    }

    private void Read(ListReader reader)
    {
        while (reader.MoveNext())
        {
            var kind = reader.Kind;
            var section = new SshWireReader(reader.Section);
            switch (kind)
            {
                case ListFormat.Certificates:
                    ReadCertificates(ref section);
                    break;
                case ListFormat.ExplicitKey:
                    while (!section.IsAtEnd)
                    {
                        Add(Sightings.Of(SshKeyRole.RevokedKey, Name, SshPublicKey.Read(section.Text())));
                    }

                    break;
                case ListFormat.HashSha1 or ListFormat.HashSha256:
                    while (!section.IsAtEnd)
                    {
                        var hash = $"{(kind == ListFormat.HashSha1 ? "SHA1" : "SHA256")}:{Convert.ToBase64String(section.Text()).TrimEnd('=')}";
                        Add(Entry($"key {hash}") with { SshFingerprint = hash });
                    }

                    break;
            }
        }
    }

    private void ReadCertificates(ref SshWireReader section)
    {
        // An empty authority stands for all of them.
        var key = section.Text();
        var authority = key.IsEmpty ? null : SshPublicKey.Read(key);
        section.Text();
        while (!section.IsAtEnd)
        {
            var kind = section.Octet();
            foreach (var revoked in RevokedCertificates.Read(kind, section.Text()))
            {
                Add((authority is null ? Entry(revoked) : Sightings.Of(SshKeyRole.RevokedKey, Name, authority)) with { Revokes = revoked });
            }
        }
    }

    private static SshKeySighting Entry(string revoked) => Sightings.Of(SshKeyRole.RevokedKey, Name) with { Revokes = revoked };

    private void Add(SshKeySighting entry)
    {
        _entries.Add(_entries.Count < MostEntries
            ? entry
            : throw new SshFormatException(string.Create(
                CultureInfo.InvariantCulture, $"it has more than {MostEntries} entries; the others are left out.")));
    }
}
