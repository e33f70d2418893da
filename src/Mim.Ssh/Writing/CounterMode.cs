using System.Security.Cryptography;

namespace Mim.Ssh.Writing;

/// <summary>AES in counter mode (RFC 4344 section 4), which the platform leaves to its users.</summary>
internal static class CounterMode
{
    private const int BlockLength = 16;

    /// <summary>Encrypts, or decrypts, in place.</summary>
    public static void Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> firstCounter, Span<byte> data)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        Span<byte> counter = stackalloc byte[BlockLength];
        Span<byte> stream = stackalloc byte[BlockLength];
        firstCounter.CopyTo(counter);
        for (var at = 0; at < data.Length; at += BlockLength)
        {
            aes.EncryptEcb(counter, stream, PaddingMode.None);
            for (var index = 0; index < BlockLength && at + index < data.Length; index++)
            {
                data[at + index] ^= stream[index];
            }

            for (var index = BlockLength - 1; index >= 0 && ++counter[index] == 0; index--)
            {
            }
        }

        CryptographicOperations.ZeroMemory(stream);
    }
}
