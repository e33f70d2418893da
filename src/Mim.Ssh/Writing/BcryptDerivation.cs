using System.Buffers.Binary;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Ssh.Writing;

/// <summary>bcrypt_pbkdf, which stretches the passphrases of OpenSSH's private keys: PBKDF2 with bcrypt over SHA-512 as its function.</summary>
internal static class BcryptDerivation
{
    private const int HashLength = 32;
    private const int Repetitions = 64;

    private static ReadOnlySpan<byte> Plain => "OxychromaticBlowfishSwatDynamite"u8;

    /// <summary>A key of <paramref name="length"/> octets, which the caller disposes.</summary>
    public static KeyMaterial Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int rounds, int length, CancellationToken cancellationToken)
    {
        using var secret = new KeyMaterial(SHA512.HashSizeInBytes);
        SHA512.HashData(passphrase, secret.Span);
        var derived = new KeyMaterial(length);
        try
        {
            var blocks = (length + HashLength - 1) / HashLength;
            for (var block = 0; block < blocks; block++)
            {
                using var output = Block(secret.Span, [.. salt, .. Counter(block + 1)], rounds, cancellationToken);

                // The blocks are dealt out like cards, so that every part of the key needs all of them.
                for (var index = 0; (index * blocks) + block < length && index < HashLength; index++)
                {
                    derived.Span[(index * blocks) + block] = output.Span[index];
                }
            }

            return derived;
        }
        catch
        {
            derived.Dispose();
            throw;
        }
    }

    private static KeyMaterial Block(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, int rounds, CancellationToken cancellationToken)
    {
        var output = new KeyMaterial(HashLength);
        using var hash = new KeyMaterial(HashLength);
        using var digest = new KeyMaterial(SHA512.HashSizeInBytes);
        try
        {
            SHA512.HashData(salt, digest.Span);
            for (var round = 0; round < rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (round > 0)
                {
                    SHA512.HashData(hash.Span, digest.Span);
                }

                Hash(secret, digest.Span, hash.Span);
                for (var index = 0; index < HashLength; index++)
                {
                    output.Span[index] ^= hash.Span[index];
                }
            }

            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static void Hash(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, Span<byte> output)
    {
        using var cipher = new Blowfish();
        cipher.Expand(salt, secret);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            cipher.Expand([], salt);
            cipher.Expand([], secret);
        }

        for (var at = 0; at < HashLength; at += 2 * sizeof(uint))
        {
            var left = BinaryPrimitives.ReadUInt32BigEndian(Plain[at..]);
            var right = BinaryPrimitives.ReadUInt32BigEndian(Plain[(at + sizeof(uint))..]);
            for (var repetition = 0; repetition < Repetitions; repetition++)
            {
                cipher.Encrypt(ref left, ref right);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(output[at..], left);
            BinaryPrimitives.WriteUInt32LittleEndian(output[(at + sizeof(uint))..], right);
        }
    }

    private static byte[] Counter(int block)
    {
        var octets = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(octets, block);
        return octets;
    }
}
