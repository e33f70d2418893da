using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Revocation;

/// <summary>A key or certificate that is looked for in a list, with its hashes computed once.</summary>
internal sealed class RevocationQuestion(ReadOnlyMemory<byte> publicKey, SshCertificateFacts? certificate)
{
    private readonly Dictionary<int, (byte[] Key, byte[]? Authority)> _hashes = [];

    public ReadOnlySpan<byte> Key => publicKey.Span;

    /// <summary>Empty for a key alone.</summary>
    public ReadOnlySpan<byte> Authority => certificate?.AuthorityKey;

    /// <summary>Zero for a key alone, and for a certificate that cannot be revoked by its number.</summary>
    public ulong SerialNumber => certificate?.SerialNumber ?? 0;

    /// <summary>Null for a key alone.</summary>
    public byte[]? KeyId { get; } = certificate is null ? null : Encoding.UTF8.GetBytes(certificate.KeyId);

    public bool IsCertificate => certificate is not null;

    /// <summary>What of it is revoked by a hash, for people; null when nothing is.</summary>
    public string? Matches(ReadOnlySpan<byte> hash)
    {
        if (hash.Length is not (SHA1.HashSizeInBytes or SHA256.HashSizeInBytes))
        {
            return null;
        }

        var (key, authority) = Hashes(hash.Length);
        return hash.SequenceEqual(key) ? $"{NameOf(hash.Length)} of the key"
            : authority is not null && hash.SequenceEqual(authority) ? $"{NameOf(hash.Length)} of the authority"
            : null;
    }

    private static string NameOf(int length) => length == SHA1.HashSizeInBytes ? "SHA1" : "SHA256";

    private (byte[] Key, byte[]? Authority) Hashes(int length)
    {
        if (!_hashes.TryGetValue(length, out var hashes))
        {
            _hashes[length] = hashes = (Hash(length, Key), IsCertificate ? Hash(length, Authority) : null);
        }

        return hashes;
    }

    // Old lists have SHA-1, which finds what was revoked and proves nothing.
#pragma warning disable CA5350
    private static byte[] Hash(int length, ReadOnlySpan<byte> data) => length == SHA1.HashSizeInBytes ? SHA1.HashData(data) : SHA256.HashData(data);
#pragma warning restore CA5350
}
