using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Private keys of PuTTY, versions 2 and 3 (PuTTY's manual, appendix C). The private lines are not read.</summary>
internal static class PuttyFormat
{
    private const int MostLines = 1024;

    private static ReadOnlySpan<byte> Mark => "PuTTY-User-Key-File-"u8;

    /// <summary>Null when the content is none.</summary>
    public static SshKeySighting? TryRead(ReadOnlySpan<byte> content, SshKeyRole role)
    {
        if (!content.StartsWith(Mark) || content.Length <= Mark.Length || content[Mark.Length] is not ((byte)'2' or (byte)'3'))
        {
            return null;
        }

        var format = content[Mark.Length] == '2' ? "Ppk2" : "Ppk3";
        try
        {
            return Read(content, role, format);
        }
        catch (SshFormatException trouble)
        {
            return Sightings.Damaged(role, format, trouble.Message);
        }
    }

    private static SshKeySighting Read(ReadOnlySpan<byte> content, SshKeyRole role, string format)
    {
        var rest = content;
        Field(ref rest, content[..(Mark.Length + 1)]);
        var isEncrypted = !Field(ref rest, "Encryption"u8).SequenceEqual("none"u8);
        var comment = PlainText.Of(Field(ref rest, "Comment"u8));
        var sighting = Sightings.Of(role, format, SshPublicKey.Read(PublicLines(ref rest)), comment) with
        {
            HasPrivateKey = true,
            IsEncrypted = isEncrypted,
        };
        return !isEncrypted ? sighting
            : format == "Ppk2" ? sighting with { Derivation = "sha1", Rounds = 1 }
            : WithArgon2(sighting, ref rest);
    }

    private static SshKeySighting WithArgon2(SshKeySighting sighting, ref ReadOnlySpan<byte> rest)
    {
        var derivation = PlainText.Of(Field(ref rest, "Key-Derivation"u8)).ToLowerInvariant();
        Field(ref rest, "Argon2-Memory"u8);
        return sighting with { Derivation = derivation, Rounds = Number(Field(ref rest, "Argon2-Passes"u8)) };
    }

    private static byte[] PublicLines(ref ReadOnlySpan<byte> rest)
    {
        var count = Number(Field(ref rest, "Public-Lines"u8));
        if (count > MostLines)
        {
            throw new SshFormatException("its public key has too many lines.");
        }

        var base64 = new ArrayBufferWriter<byte>();
        for (; count > 0; count--)
        {
            base64.Write(Line(ref rest));
        }

        var blob = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.WrittenCount)];
        return Base64.DecodeFromUtf8(base64.WrittenSpan, blob, out _, out var written) == OperationStatus.Done
            ? blob[..written]
            : throw new SshFormatException("its public key is not base64.");
    }

    private static int Number(ReadOnlySpan<byte> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new SshFormatException("a count is not a number.");

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name)
    {
        var line = Line(ref rest);
        return line.StartsWith(name) && line[name.Length..].StartsWith(": "u8)
            ? line[(name.Length + 2)..]
            : throw new SshFormatException($"its line {PlainText.Of(name)} is not there.");
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
