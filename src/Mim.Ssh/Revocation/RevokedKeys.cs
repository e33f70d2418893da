using Mim.Ssh.Keys;

namespace Mim.Ssh.Revocation;

/// <summary>Judges one section of a list. A section that nobody knows refuses the whole list, as in OpenSSH: it may revoke something.</summary>
internal static class RevokedKeys
{
    /// <exception cref="SshFormatException">The section is damaged or unknown.</exception>
    public static void Check(byte kind, ReadOnlySpan<byte> section) => Find(kind, section, question: null);

    /// <summary>What of the section revokes what is asked for; null when nothing does. All of it is read in any case.</summary>
    /// <exception cref="SshFormatException">The section is damaged or unknown.</exception>
    public static string? Find(byte kind, ReadOnlySpan<byte> section, RevocationQuestion? question) => kind switch
    {
        ListFormat.Certificates => RevokedSerials.Find(section, question),
        ListFormat.ExplicitKey => Keys(section, question),
        ListFormat.HashSha1 => Hashes(section, 20, question),
        ListFormat.HashSha256 => Hashes(section, 32, question),
        ListFormat.Extension => Unknown(section),

        // Written by nobody any more, checked by nobody ever.
        ListFormat.Signature => null,
        _ => throw new SshFormatException($"it has a section of the unknown kind {kind}."),
    };

    /// <summary>An extension: one that is critical and unknown refuses the list.</summary>
    public static string? Unknown(ReadOnlySpan<byte> section)
    {
        var reader = new SshWireReader(section);
        var name = PlainText.Of(reader.Text());
        var isCritical = reader.Octet() != 0;
        reader.Text();
        reader.End();
        return isCritical ? throw new SshFormatException($"it needs the extension {name}, which is unknown.") : null;
    }

    private static string? Keys(ReadOnlySpan<byte> section, RevocationQuestion? question)
    {
        string? found = null;
        for (var reader = new SshWireReader(section); !reader.IsAtEnd;)
        {
            var blob = reader.Text();
            new SshWireReader(blob).Text();
            found ??= question is null ? null
                : blob.SequenceEqual(question.Key) ? "key"
                : question.IsCertificate && blob.SequenceEqual(question.Authority) ? "authority"
                : null;
        }

        return found;
    }

    private static string? Hashes(ReadOnlySpan<byte> section, int length, RevocationQuestion? question)
    {
        string? found = null;
        for (var reader = new SshWireReader(section); !reader.IsAtEnd;)
        {
            var hash = reader.Text();
            found ??= hash.Length == length ? question?.Matches(hash) : throw new SshFormatException("a hash has another length.");
        }

        return found;
    }
}
