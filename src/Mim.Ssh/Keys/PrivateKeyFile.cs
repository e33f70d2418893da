using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Keys;

/// <summary>A private key file of the format openssh-key-v1 (OpenSSH PROTOCOL.key). The public part stands in clear.</summary>
/// <param name="PublicKey">What others know of it.</param>
/// <param name="IsEncrypted">Whether a passphrase guards it.</param>
/// <param name="Comment">Empty when it is encrypted too.</param>
/// <param name="Derivation">How the passphrase is stretched; null when there is none.</param>
/// <param name="RoundCount">Of the derivation; null when it has none.</param>
internal sealed record PrivateKeyFile(SshPublicKey PublicKey, bool IsEncrypted, string Comment, string? Derivation, uint? RoundCount)
{
    private const string Label = "OPENSSH PRIVATE KEY";

    private static ReadOnlySpan<byte> Magic => "openssh-key-v1\0"u8;

    public static bool IsOne(ReadOnlySpan<byte> text) => text.IndexOf("-----BEGIN OPENSSH PRIVATE KEY-----"u8) >= 0;

    /// <param name="text">The whole file.</param>
    /// <param name="isOutline">Whether it ends after the public key.</param>
    /// <exception cref="SshFormatException">It is cut short, or its private part belongs to another key.</exception>
    public static PrivateKeyFile Read(ReadOnlySpan<byte> text, bool isOutline = false)
    {
        using var body = Decode(text);
        return ReadBody(body.Span, isOutline);
    }

    /// <summary>What is within the frame; the caller disposes it.</summary>
    /// <exception cref="SshFormatException">It is cut short.</exception>
    public static KeyMaterial Decode(ReadOnlySpan<byte> text)
    {
        if (!PemEncoding.TryFindUtf8(text, out var fields) || !text[fields.Label].SequenceEqual(Encoding.ASCII.GetBytes(Label)))
        {
            throw new SshFormatException("its frame is not whole.");
        }

        using var body = new KeyMaterial(fields.DecodedDataLength);
        return Base64.DecodeFromUtf8(text[fields.Base64Data], body.Span, out _, out var written) == OperationStatus.Done
            ? KeyMaterial.CopyOf(body.Span[..written])
            : throw new SshFormatException("it is not base64.");
    }

    /// <summary>The private part, as it stands there.</summary>
    /// <param name="body">What is within the frame.</param>
    /// <exception cref="SshFormatException">It is cut short, or encrypted.</exception>
    public static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> body)
    {
        if (ReadBody(body, isOutline: false).IsEncrypted)
        {
            throw new SshFormatException("a passphrase guards it.");
        }

        var reader = new SshWireReader(body[Magic.Length..]);
        for (var field = 0; field < 3; field++)
        {
            reader.Text();
        }

        reader.Number();
        reader.Text();
        return reader.Text();
    }

    private static PrivateKeyFile ReadBody(ReadOnlySpan<byte> body, bool isOutline)
    {
        if (!body.StartsWith(Magic))
        {
            throw new SshFormatException("it is not an openssh-key-v1 file.");
        }

        var reader = new SshWireReader(body[Magic.Length..]);
        var isEncrypted = !reader.Text().SequenceEqual("none"u8);
        var derivation = PlainText.Of(reader.Text());
        var rounds = Rounds(reader.Text());
        if (reader.Number() != 1)
        {
            throw new SshFormatException("it holds more or less than one key.");
        }

        var key = SshPublicKey.Read(reader.Text());
        var comment = isOutline || isEncrypted ? "" : PrivateKeySection.Comment(reader.Text(), key);
        return new PrivateKeyFile(key, isEncrypted, comment, isEncrypted ? derivation : null, rounds);
    }

    // Salt and rounds of bcrypt, the only derivation there is.
    private static uint? Rounds(ReadOnlySpan<byte> options)
    {
        var reader = new SshWireReader(options);
        if (reader.IsAtEnd)
        {
            return null;
        }

        reader.Text();
        return reader.Number();
    }
}
