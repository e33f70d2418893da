using System.Buffers;
using System.Buffers.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Public keys as PuTTY and ssh.com write them (RFC 4716).</summary>
internal static class Rfc4716Format
{
    private const string Name = "Rfc4716";

    private static ReadOnlySpan<byte> Begin => "---- BEGIN SSH2 PUBLIC KEY ----"u8;

    private static ReadOnlySpan<byte> End => "---- END SSH2 PUBLIC KEY ----"u8;

    /// <summary>Null when the content is none.</summary>
    public static SshKeySighting? TryRead(ReadOnlySpan<byte> content, SshKeyRole role)
    {
        if (!content.StartsWith(Begin))
        {
            return null;
        }

        try
        {
            var end = content.IndexOf(End);
            return end < 0
                ? Sightings.Damaged(role, Name, "its end is missing.")
                : Read(content[Begin.Length..end], role);
        }
        catch (SshFormatException trouble)
        {
            return Sightings.Damaged(role, Name, trouble.Message);
        }
    }

    private static SshKeySighting Read(ReadOnlySpan<byte> body, SshKeyRole role)
    {
        var comment = "";
        var base64 = new ArrayBufferWriter<byte>(body.Length + 1);
        var inHeader = false;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].Trim(" \t\r"u8);
            var colon = line.IndexOf(": "u8);
            if (colon > 0)
            {
                comment = line[..colon].SequenceEqual("Comment"u8) ? PlainText.Of(line[(colon + 2)..].Trim((byte)'"')) : comment;
            }
            else if (!inHeader)
            {
                base64.Write(line);
            }

            // A backslash at its end continues a header (section 3.3).
            inHeader = (colon > 0 || inHeader) && line.EndsWith("\\"u8);
        }

        var blob = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.WrittenCount)];
        return Base64.DecodeFromUtf8(base64.WrittenSpan, blob, out _, out var written) == OperationStatus.Done
            ? Sightings.Of(role, Name, SshPublicKey.Read(blob.AsSpan(0, written)), comment)
            : Sightings.Damaged(role, Name, "its key is not base64.");
    }
}
