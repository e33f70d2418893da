using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

/// <summary>The key derivation of PKCS#12 (RFC 7292 appendix B).</summary>
internal static class Pkcs12Derivation
{
    private const int RoundsBetweenLooks = 4096;

    /// <summary>What derived octets are for (appendix B.3).</summary>
    public enum Purpose : byte
    {
        Key = 1,
        Vector = 2,
        Mac = 3,
    }

    /// <param name="password">UTF-8; null for none at all, which differs from an empty one.</param>
    public static KeyMaterial Derive(
        HashAlgorithmName hash,
        Purpose purpose,
        KeyMaterial? password,
        ReadOnlySpan<byte> salt,
        int rounds,
        int length,
        CancellationToken cancellationToken)
    {
        var block = hash == HashAlgorithmName.SHA384 || hash == HashAlgorithmName.SHA512 ? 128 : 64;
        using var text = password is null ? new KeyMaterial(0) : ToUtf16(password);
        var saltLength = RoundUp(salt.Length, block);
        using var input = new KeyMaterial(saltLength + RoundUp(text.Length, block));
        Fill(input.Span[..saltLength], salt);
        Fill(input.Span[saltLength..], text.Span);

        Span<byte> digest = stackalloc byte[64];
        Span<byte> diversifier = stackalloc byte[block];
        diversifier.Fill((byte)purpose);
        Span<byte> addend = stackalloc byte[block];
        using var result = new KeyMaterial(length);
        using var first = IncrementalHash.CreateHash(hash);
        for (var done = 0; done < length;)
        {
            first.AppendData(diversifier);
            first.AppendData(input.Span);
            var digestLength = first.GetHashAndReset(digest);
            for (var round = 1; round < rounds; round++)
            {
                if (round % RoundsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                CryptographicOperations.HashData(hash, digest[..digestLength], digest);
            }

            var take = Math.Min(digestLength, length - done);
            digest[..take].CopyTo(result.Span[done..]);
            done += take;
            Fill(addend, digest[..digestLength]);
            for (var start = 0; start < input.Length; start += block)
            {
                AddOneMore(input.Span.Slice(start, block), addend);
            }
        }

        CryptographicOperations.ZeroMemory(digest);
        CryptographicOperations.ZeroMemory(addend);
        return KeyMaterial.CopyOf(result.Span);
    }

    /// <summary>A password as BMPString with its end (appendix B.1).</summary>
    internal static KeyMaterial ToUtf16(KeyMaterial password)
    {
        var result = new KeyMaterial((Encoding.UTF8.GetCharCount(password.Span) * 2) + 2);
        Span<char> characters = new char[(result.Length / 2) - 1];
        Encoding.UTF8.GetChars(password.Span, characters);
        Encoding.BigEndianUnicode.GetBytes(characters, result.Span);
        characters.Clear();
        return result;
    }

    private static int RoundUp(int length, int block) => (length + block - 1) / block * block;

    private static void Fill(Span<byte> destination, ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i % source.Length];
        }
    }

    // block + addend + 1, as big-endian numbers.
    private static void AddOneMore(Span<byte> block, ReadOnlySpan<byte> addend)
    {
        var carry = 1;
        for (var i = block.Length - 1; i >= 0; i--)
        {
            carry += block[i] + addend[i];
            block[i] = (byte)carry;
            carry >>= 8;
        }
    }
}
