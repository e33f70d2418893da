using System.Security.Cryptography;

namespace Mim.Ssh.Keys;

/// <summary>What <c>ssh-keygen -l</c> shows of a key.</summary>
internal static class SshFingerprint
{
    public static string Of(ReadOnlySpan<byte> blob) => $"SHA256:{Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=')}";
}
