using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

/// <summary>Block ciphers in CBC mode with PKCS#7 padding.</summary>
/// <param name="KeyLength">In octets.</param>
/// <param name="BlockLength">In octets.</param>
internal abstract record BlockCipher(int KeyLength, int BlockLength)
{
    public static BlockCipher Aes128 { get; } = new AesCipher(16);

    public static BlockCipher Aes192 { get; } = new AesCipher(24);

    public static BlockCipher Aes256 { get; } = new AesCipher(32);

    public static BlockCipher TripleDes { get; } = new TripleDesCipher(24);

    public static BlockCipher TwoKeyTripleDes { get; } = new TripleDesCipher(16);

    public static BlockCipher Rc2Of40Bits { get; } = new Rc2Cipher(5);

    public static BlockCipher Rc2Of128Bits { get; } = new Rc2Cipher(16);

    /// <exception cref="CryptographicException">The padding is wrong: most often a wrong key.</exception>
    public abstract KeyMaterial Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content);

    public abstract byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content);
}
