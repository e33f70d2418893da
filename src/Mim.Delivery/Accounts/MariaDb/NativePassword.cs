using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.MariaDb;

/// <summary>
/// The way <c>mysql_native_password</c>: the server keeps SHA-1 of SHA-1 of a password. That is what MariaDB has for everybody; generated
/// passwords are too long to be found from it.
/// </summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The server's protocol knows no other.")]
internal static class NativePassword
{
    public const string Way = "mysql_native_password";

    /// <summary>What the server keeps, as <c>SET PASSWORD</c> takes it.</summary>
    public static string Kept(KeyMaterial password)
    {
        using var once = new KeyMaterial(SHA1.HashSizeInBytes);
        SHA1.HashData(password.Span, once.Span);
        return $"*{Convert.ToHexString(SHA1.HashData(once.Span))}";
    }

    /// <summary>Shows that the client knows the password.</summary>
    public static byte[] Proof(KeyMaterial password, ReadOnlySpan<byte> nonce)
    {
        using var once = new KeyMaterial(SHA1.HashSizeInBytes);
        SHA1.HashData(password.Span, once.Span);
        var proof = SHA1.HashData([.. nonce, .. SHA1.HashData(once.Span)]);
        for (var index = 0; index < proof.Length; index++)
        {
            proof[index] ^= once.Span[index];
        }

        return proof;
    }
}
