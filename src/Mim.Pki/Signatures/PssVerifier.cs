using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Mim.Pki.Signatures;

/// <summary>RSASSA-PSS with any salt length (RFC 8017 sections 8.1.2 and 9.1.2); the BCL knows only salts as long as the hash.</summary>
internal static class PssVerifier
{
    public static bool Verify(
        SignedObject signed, HashAlgorithmName hash, int saltLength, ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var s = new BigInteger(signed.Signature.Span, isUnsigned: true, isBigEndian: true);
        if (signed.Signature.Length != modulus.Length || s >= n || n.IsEven)
        {
            return false;
        }

        var bits = (int)n.GetBitLength() - 1;
        var message = BigInteger.ModPow(s, new BigInteger(exponent, isUnsigned: true, isBigEndian: true), n);
        var encoded = new byte[(bits + 7) / 8];
        var octets = message.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (octets.Length > encoded.Length)
        {
            return false;
        }

        octets.CopyTo(encoded, encoded.Length - octets.Length);
        var digest = CryptographicOperations.HashData(hash, signed.Content.Span);
        return IsConsistent(encoded, bits, hash, digest, saltLength);
    }

    private static bool IsConsistent(byte[] encoded, int bits, HashAlgorithmName hash, byte[] digest, int saltLength)
    {
        var maskLength = encoded.Length - digest.Length - 1;
        if (maskLength < saltLength + 1 || encoded[^1] != 0xBC)
        {
            return false;
        }

        var block = encoded.AsSpan(0, maskLength);
        var inner = encoded.AsSpan(maskLength, digest.Length);
        var topMask = (byte)(0xFF >> ((8 * encoded.Length) - bits));
        if ((block[0] & ~topMask) != 0)
        {
            return false;
        }

        Unmask(block, inner, hash);
        block[0] &= topMask;
        var padding = maskLength - saltLength - 1;
        if (block[..padding].ContainsAnyExcept((byte)0) || block[padding] != 1)
        {
            return false;
        }

        byte[] final = [.. new byte[8], .. digest, .. block[(padding + 1)..]];
        return inner.SequenceEqual(CryptographicOperations.HashData(hash, final));
    }

    // MGF1 (RFC 8017 appendix B.2.1).
    private static void Unmask(Span<byte> block, ReadOnlySpan<byte> seed, HashAlgorithmName hash)
    {
        var input = new byte[seed.Length + 4];
        seed.CopyTo(input);
        var done = 0;
        for (var counter = 0; done < block.Length; counter++)
        {
            BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(seed.Length), counter);
            foreach (var octet in CryptographicOperations.HashData(hash, input))
            {
                if (done < block.Length)
                {
                    block[done++] ^= octet;
                }
            }
        }
    }
}
