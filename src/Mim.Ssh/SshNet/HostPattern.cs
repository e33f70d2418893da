using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Mim.Ssh.SshNet;

/// <summary>Names of hosts as known_hosts has them: patterns, with an exclamation mark before what is left out, or one hash (sshd(8)).</summary>
internal static class HostPattern
{
    private const string Hashed = "|1|";

    public static bool Fits(IReadOnlyList<string> patterns, string name) =>
        patterns.Any(pattern => pattern[0] != '!' && FitsOne(pattern, name))
        && !patterns.Any(pattern => pattern[0] == '!' && FitsOne(pattern[1..], name));

    private static bool FitsOne(string pattern, string name) => pattern.StartsWith(Hashed, StringComparison.Ordinal)
        ? IsHashOf(pattern, name)
        : FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: true);

    // The format has SHA-1; it hides names and guards nothing.
    private static bool IsHashOf(string pattern, string name)
    {
        var parts = pattern.Split('|');
        var (salt, hash) = (new byte[HMACSHA1.HashSizeInBytes], new byte[HMACSHA1.HashSizeInBytes]);
        return parts.Length == 4
            && Convert.TryFromBase64String(parts[2], salt, out var saltLength) && Convert.TryFromBase64String(parts[3], hash, out _)
#pragma warning disable CA5350
            && HMACSHA1.HashData(salt.AsSpan(0, saltLength), Encoding.UTF8.GetBytes(name)).AsSpan().SequenceEqual(hash);
#pragma warning restore CA5350
    }
}
