using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Ssh.Keys;

namespace Mim.Ssh;

/// <summary>Reads private keys in the forms the store holds them in.</summary>
public sealed class SshPrivateKeyReader : ISshPrivateKeyReader
{
    private const byte DerSequence = 0x30;

    public KeyMaterial ReadPkcs8(ReadOnlyMemory<byte> content)
    {
        try
        {
            return content.Span switch
            {
                [DerSequence, ..] => KeyMaterial.CopyOf(content.Span),
                var text when PrivateKeyFile.IsOne(text) => OfFile(text),
                var text when OldKeyFile.IsOne(text) => OldKeyFile.ToPkcs8(text),
                _ => throw new SshFormatException("it is in no form known here."),
            };
        }
        catch (Exception trouble) when (trouble is SshFormatException or CryptographicException)
        {
            throw new MimException(MimErrorCause.InvalidKey, $"The private key cannot be read: {trouble.Message}", inner: trouble);
        }
    }

    private static KeyMaterial OfFile(ReadOnlySpan<byte> text)
    {
        using var body = PrivateKeyFile.Decode(text);
        return PrivateKeyImport.ToPkcs8(PrivateKeyFile.Section(body.Span));
    }
}
