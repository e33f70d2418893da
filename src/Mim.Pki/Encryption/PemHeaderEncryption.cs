using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

/// <summary>
/// The encryption of old OpenSSL key files, named in the headers of the PEM block (<c>DEK-Info: AES-256-CBC,…</c>). The key comes
/// from one round of MD5; such files are read only.
/// </summary>
internal static class PemHeaderEncryption
{
    private const int SaltLength = 8;

    public static KeyMaterial Decrypt(string headers, ReadOnlySpan<byte> content, KeyMaterial password)
    {
        var (cipher, vector) = ReadHeader(headers);
        using var key = Derive(password, vector.AsSpan(0, SaltLength), cipher.KeyLength);
        return EncryptedPrivateKey.Checked(cipher.Decrypt(key.Span, vector, content));
    }

    private static (BlockCipher Cipher, byte[] Vector) ReadHeader(string headers)
    {
        const string Name = "DEK-Info:";
        var start = headers.IndexOf(Name, StringComparison.Ordinal);
        var parts = start < 0 ? [] : headers[(start + Name.Length)..].Split('\n')[0].Split(',', StringSplitOptions.TrimEntries);
        var cipher = parts.FirstOrDefault() switch
        {
            "AES-128-CBC" => BlockCipher.Aes128,
            "AES-192-CBC" => BlockCipher.Aes192,
            "AES-256-CBC" => BlockCipher.Aes256,
            "DES-EDE3-CBC" => BlockCipher.TripleDes,
            _ => throw new MimException(MimErrorCause.InvalidFile, "The cipher in its DEK-Info header is not supported."),
        };
        return parts.Length == 2 && parts[1].Length == cipher.BlockLength * 2
            ? (cipher, Convert.FromHexString(parts[1]))
            : throw new FormatException("its DEK-Info header is malformed");
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format is fixed; it is read only.")]
    private static KeyMaterial Derive(KeyMaterial password, ReadOnlySpan<byte> salt, int length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        Span<byte> digest = stackalloc byte[16];
        var key = new KeyMaterial(length);
        for (var done = 0; done < length; done += digest.Length)
        {
            if (done > 0)
            {
                hash.AppendData(digest);
            }

            hash.AppendData(password.Span);
            hash.AppendData(salt);
            hash.GetHashAndReset(digest);
            digest[..Math.Min(digest.Length, length - done)].CopyTo(key.Span[done..]);
        }

        CryptographicOperations.ZeroMemory(digest);
        return key;
    }
}
