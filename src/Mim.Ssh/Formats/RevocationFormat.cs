using System.Globalization;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Key revocation lists (OpenSSH PROTOCOL.krl): keys, their hashes, and certificates by serial number or by id.</summary>
internal sealed class RevocationFormat
{
    private const string Name = "Krl";
    private const uint Version = 1;

    /// <summary>A bitmap of some kilobytes can name a million serial numbers; more than this many runs of them are not listed.</summary>
    private const int MostEntries = 100_000;

    private const byte Certificates = 1;
    private const byte ExplicitKey = 2;
    private const byte HashSha1 = 3;
    private const byte HashSha256 = 5;

    private readonly List<SshKeySighting> _entries = [];

    private static ReadOnlySpan<byte> Magic => "SSHKRL\n\0"u8;

    /// <summary>Null when the content is none. What can be read before something damaged is kept.</summary>
    public static IReadOnlyList<SshKeySighting>? TryRead(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(Magic))
        {
            return null;
        }

        var list = new RevocationFormat();
        try
        {
            list.Read(content[Magic.Length..]);
        }
        catch (SshFormatException trouble)
        {
            list._entries.Add(Sightings.Damaged(SshKeyRole.RevokedKey, Name, trouble.Message));
        }

        return list._entries;
    }

    private void Read(ReadOnlySpan<byte> body)
    {
        var reader = new SshWireReader(body);
        if (reader.Number() != Version)
        {
            throw new SshFormatException("it is of another version than 1.");
        }

        // Its number, when it was made, flags, a reserved field and a comment.
        reader.LongNumber();
        reader.LongNumber();
        reader.LongNumber();
        reader.Text();
        reader.Text();
        while (!reader.IsAtEnd)
        {
            var kind = reader.Octet();
            var section = new SshWireReader(reader.Text());
            switch (kind)
            {
                case Certificates:
                    ReadCertificates(ref section);
                    break;
                case ExplicitKey:
                    while (!section.IsAtEnd)
                    {
                        Add(Sightings.Of(SshKeyRole.RevokedKey, Name, SshPublicKey.Read(section.Text())));
                    }

                    break;
                case HashSha1 or HashSha256:
                    while (!section.IsAtEnd)
                    {
                        var hash = $"{(kind == HashSha1 ? "SHA1" : "SHA256")}:{Convert.ToBase64String(section.Text()).TrimEnd('=')}";
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
