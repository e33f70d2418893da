using System.Security.Cryptography;

namespace Mim.Core.Sealing;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a fresh random nonce; the box is nonce (12), ciphertext, tag (16).</summary>
internal static class AeadBox
{
    public const int KeyLength = 32;
    public const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        RandomNumberGenerator.Fill(nonce);
        return Seal(key, nonce, plaintext, associatedData);
    }

    /// <param name="key">32 octets.</param>
    /// <param name="nonce">12 random octets that nothing else was or will be sealed with.</param>
    /// <param name="plaintext">The secret.</param>
    /// <param name="associatedData">What the box is bound to.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var box = new byte[NonceLength + plaintext.Length + TagLength];
        nonce.CopyTo(box);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plaintext, box.AsSpan(NonceLength, plaintext.Length), box.AsSpan(NonceLength + plaintext.Length), associatedData);
        return box;
    }

    /// <summary>The plaintext, or null when key, box or associated data are not those it was sealed with.</summary>
    public static KeyMaterial? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        var length = box.Length - NonceLength - TagLength;
        if (length < 0)
        {
            return null;
        }

        var plaintext = new KeyMaterial(length);
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(box[..NonceLength], box.Slice(NonceLength, length), box[(NonceLength + length)..], plaintext.Span, associatedData);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            plaintext.Dispose();
            return null;
        }
    }
}
