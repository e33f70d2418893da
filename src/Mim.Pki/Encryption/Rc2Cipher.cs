using System.Security.Cryptography;
using Mim.Core.Sealing;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Mim.Pki.Encryption;

/// <summary>
/// RC2 (RFC 2268), read only: PKCS#12 files of old programs hide their certificates with it, and not every platform has it.
/// </summary>
internal sealed record Rc2Cipher(int KeyLength) : BlockCipher(KeyLength, 8)
{
    public override KeyMaterial Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content)
    {
        if (content.Length == 0 || content.Length % BlockLength != 0)
        {
            throw new CryptographicException("The content is not a whole number of blocks.");
        }

        var engine = new RC2Engine();
        engine.Init(forEncryption: false, new RC2Parameters(key.ToArray(), key.Length * 8));
        using var plain = new KeyMaterial(content.Length);
        var input = content.ToArray();
        var block = new byte[BlockLength];
        for (var start = 0; start < input.Length; start += BlockLength)
        {
            engine.ProcessBlock(input, start, block, 0);
            var previous = start == 0 ? vector : content.Slice(start - BlockLength, BlockLength);
            for (var i = 0; i < BlockLength; i++)
            {
                plain.Span[start + i] = (byte)(block[i] ^ previous[i]);
            }
        }

        CryptographicOperations.ZeroMemory(block);
        return KeyMaterial.CopyOf(plain.Span[..^PaddingOf(plain.Span)]);
    }

    public override byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content) =>
        throw new NotSupportedException("RC2 is for reading old files only.");

    private static int PaddingOf(ReadOnlySpan<byte> plain)
    {
        var padding = plain[^1];
        return padding is > 0 and <= 8 && !plain[^padding..].ContainsAnyExcept(padding)
            ? padding
            : throw new CryptographicException("The padding is wrong.");
    }
}
