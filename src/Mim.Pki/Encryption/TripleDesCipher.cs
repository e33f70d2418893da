using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

[SuppressMessage("Security", "CA5350", Justification = "Files of old programs are read, and written for them on request.")]
internal sealed record TripleDesCipher(int KeyLength) : BlockCipher(KeyLength, 8)
{
    public override KeyMaterial Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content)
    {
        using var cipher = TripleDES.Create();
        SetKey(cipher, key);
        using var plain = new KeyMaterial(content.Length);
        return KeyMaterial.CopyOf(plain.Span[..cipher.DecryptCbc(content, vector, plain.Span)]);
    }

    public override byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content)
    {
        using var cipher = TripleDES.Create();
        SetKey(cipher, key);
        return cipher.EncryptCbc(content, vector);
    }

    // With two keys, the third is the first again.
    private static void SetKey(TripleDES cipher, ReadOnlySpan<byte> key)
    {
        Span<byte> whole = stackalloc byte[24];
        key.CopyTo(whole);
        key[..(whole.Length - key.Length)].CopyTo(whole[key.Length..]);
        cipher.SetKey(whole);
        CryptographicOperations.ZeroMemory(whole);
    }
}
