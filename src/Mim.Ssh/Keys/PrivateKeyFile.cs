using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Keys;

/// <summary>A private key file of the format openssh-key-v1 (OpenSSH PROTOCOL.key). The public part stands in clear.</summary>
internal sealed record PrivateKeyFile(SshPublicKey PublicKey, bool IsEncrypted, string Comment)
{
    private const string Label = "OPENSSH PRIVATE KEY";

    private static ReadOnlySpan<byte> Magic => "openssh-key-v1\0"u8;

    public static bool IsOne(ReadOnlySpan<byte> text) => text.IndexOf("-----BEGIN OPENSSH PRIVATE KEY-----"u8) >= 0;

    /// <exception cref="SshFormatException">It is cut short, or its private part belongs to another key.</exception>
    public static PrivateKeyFile Read(ReadOnlySpan<byte> text)
    {
        if (!PemEncoding.TryFindUtf8(text, out var fields) || !text[fields.Label].SequenceEqual(Encoding.ASCII.GetBytes(Label)))
        {
            throw new SshFormatException("its frame is not whole.");
        }

        using var body = new KeyMaterial(fields.DecodedDataLength);
        if (Base64.DecodeFromUtf8(text[fields.Base64Data], body.Span, out _, out var written) != OperationStatus.Done)
        {
            throw new SshFormatException("it is not base64.");
        }

        return ReadBody(body.Span[..written]);
    }

    private static PrivateKeyFile ReadBody(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw new SshFormatException("it is not an openssh-key-v1 file.");
        }

        var reader = new SshWireReader(body[Magic.Length..]);
        var isEncrypted = !reader.Text().SequenceEqual("none"u8);
        reader.Text();
        reader.Text();
        if (reader.Number() != 1)
        {
            throw new SshFormatException("it holds more or less than one key.");
        }

        var key = SshPublicKey.Read(reader.Text());
        var secret = reader.Text();
        return new PrivateKeyFile(key, isEncrypted, isEncrypted ? "" : PrivateKeySection.Comment(secret, key));
    }
}
