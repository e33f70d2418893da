using System.Buffers;
using System.Buffers.Text;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Keys;

/// <summary>One line with a key: options if any, type, key, comment (sshd(8), AUTHORIZED_KEYS FILE FORMAT).</summary>
/// <param name="Options">Empty when there are none.</param>
/// <param name="Type">Of a certificate, that of its key.</param>
/// <param name="IsCertificate">Whether the blob is a certificate.</param>
/// <param name="Blob">As it stands there, not yet read.</param>
/// <param name="Comment">Empty when there is none.</param>
internal sealed record KeyLine(IReadOnlyList<SshKeyOption> Options, SshKeyType Type, bool IsCertificate, byte[] Blob, string Comment)
{
    /// <summary>Null when the line has another form.</summary>
    /// <exception cref="SshFormatException">It has the form, but its key is not base64.</exception>
    public static KeyLine? TryRead(ReadOnlySpan<byte> line)
    {
        var rest = line;
        IReadOnlyList<SshKeyOption> options = [];
        var (type, isCertificate) = TypeOf(Word(ref rest));
        if (type is null)
        {
            rest = line;
            if (AuthorizedKeyOptions.TryRead(ref rest) is not { } found)
            {
                return null;
            }

            options = found;
            (type, isCertificate) = TypeOf(Word(ref rest));
            if (type is null)
            {
                return null;
            }
        }

        return new KeyLine(options, type, isCertificate, Decode(Word(ref rest)), PlainText.Of(rest.Trim(" \t"u8)));
    }

    /// <summary>Takes the next word off a line.</summary>
    public static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    private static (SshKeyType? Type, bool IsCertificate) TypeOf(ReadOnlySpan<byte> word) =>
        SshKeyType.Find(word) is { } plain ? (plain, false) : (SshCertificate.TypeOf(word), true);

    private static byte[] Decode(ReadOnlySpan<byte> base64)
    {
        var blob = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Base64.DecodeFromUtf8(base64, blob, out _, out var written) == OperationStatus.Done
            ? blob[..written]
            : throw new SshFormatException("a key is not base64.");
    }
}
