using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Mim.Ssh.Keys;

/// <summary>One line of a .pub or authorized_keys file: options if any, type, key, comment (sshd(8), AUTHORIZED_KEYS FILE FORMAT).</summary>
internal sealed record PublicKeyLine(SshPublicKey Key, string Comment)
{
    /// <summary>Null when the line has another form.</summary>
    /// <exception cref="SshFormatException">It has the form, but its key is damaged.</exception>
    public static PublicKeyLine? TryRead(ReadOnlySpan<byte> line)
    {
        var rest = line;
        var type = SshKeyType.Find(Word(ref rest));
        if (type is null)
        {
            rest = line;
            if (!AuthorizedKeyOptions.TrySkip(ref rest) || (type = SshKeyType.Find(Word(ref rest))) is null)
            {
                return null;
            }
        }

        var key = SshPublicKey.Read(Decode(Word(ref rest)));
        return key.Type == type
            ? new PublicKeyLine(key, Encoding.UTF8.GetString(rest.Trim(" \t"u8)))
            : throw new SshFormatException("a key is of another type than its line says.");
    }

    private static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    private static byte[] Decode(ReadOnlySpan<byte> base64)
    {
        var blob = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Base64.DecodeFromUtf8(base64, blob, out _, out var written) == OperationStatus.Done
            ? blob[..written]
            : throw new SshFormatException("a key is not base64.");
    }
}
