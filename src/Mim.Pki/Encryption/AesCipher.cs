using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

internal sealed record AesCipher(int KeyLength) : BlockCipher(KeyLength, 16)
{
    public override KeyMaterial Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        using var plain = new KeyMaterial(content.Length);
        return KeyMaterial.CopyOf(plain.Span[..aes.DecryptCbc(content, vector, plain.Span)]);
    }

    public override byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        return aes.EncryptCbc(content, vector);
    }
}
