using System.Globalization;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts;

/// <summary>What SCRAM-SHA-256 makes of a password (RFC 5802 section 3).</summary>
internal sealed class ScramKeys : IDisposable
{
    private const int Length = SHA256.HashSizeInBytes;
    private const int SaltOctets = 16;
    private const int Iterations = 4096;

    private readonly KeyMaterial _clientKey = new(Length);

    private ScramKeys()
    {
    }

    public KeyMaterial ServerKey { get; } = new(Length);

    private byte[] StoredKey => SHA256.HashData(_clientKey.Span);

    /// <param name="password">Prepared; stays the caller's.</param>
    /// <param name="salt">The server's, or a new one.</param>
    /// <param name="iterations">Rounds.</param>
    public static ScramKeys Of(KeyMaterial password, ReadOnlySpan<byte> salt, int iterations)
    {
        using var salted = new KeyMaterial(Length);
        SaltedPassword.Derive(password.Span, salt, iterations, salted.Span);
        var keys = new ScramKeys();
        HMACSHA256.HashData(salted.Span, "Client Key"u8, keys._clientKey.Span);
        HMACSHA256.HashData(salted.Span, "Server Key"u8, keys.ServerKey.Span);
        return keys;
    }

    /// <summary>
    /// What a PostgreSQL server keeps of a password, <c>SCRAM-SHA-256$rounds:salt$StoredKey:ServerKey</c>: given this it never sees the
    /// password itself, nor does its log.
    /// </summary>
    /// <param name="password">UTF-8; stays the caller's.</param>
    /// <param name="fresh">Keeps the keys for the log-in that follows.</param>
    public static string Verifier(KeyMaterial password, FreshScramKeys fresh)
    {
        using var prepared = PreparedPassword.Of(password);
        var salt = RandomNumberGenerator.GetBytes(SaltOctets);
        var keys = Of(prepared, salt, Iterations);
        var verifier = string.Create(
            CultureInfo.InvariantCulture,
            $"{ScramClient.Mechanism}${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(keys.StoredKey)}:{Convert.ToBase64String(keys.ServerKey.Span)}");
        fresh.Keep(prepared, salt, Iterations, keys);
        return verifier;
    }

    /// <summary>Shows that the client knows the password, for what was said up to now.</summary>
    public byte[] Proof(ReadOnlySpan<byte> signed)
    {
        var proof = HMACSHA256.HashData(StoredKey, signed);
        for (var index = 0; index < Length; index++)
        {
            proof[index] ^= _clientKey.Span[index];
        }

        return proof;
    }

    public void Dispose()
    {
        _clientKey.Dispose();
        ServerKey.Dispose();
    }
}
