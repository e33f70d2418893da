using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts;

/// <summary>
/// What SCRAM made of the passwords that were given to accounts a moment ago, for the log-in that proves each: the thousands of rounds are
/// counted once. Each is handed out once, and the oldest goes where there are too many. Thread-safe.
/// </summary>
internal sealed class FreshScramKeys : IDisposable
{
    private const int Most = 64;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Lock _gate = new();
    private readonly Queue<(string Of, ScramKeys Keys)> _fresh = [];

    /// <summary>Keeps keys, which are its own from now on.</summary>
    /// <param name="password">Prepared; stays the caller's.</param>
    /// <param name="salt">What they were made with.</param>
    /// <param name="iterations">Rounds.</param>
    /// <param name="keys">The keys.</param>
    public void Keep(KeyMaterial password, ReadOnlySpan<byte> salt, int iterations, ScramKeys keys)
    {
        var of = Of(password, salt, iterations);
        lock (_gate)
        {
            _fresh.Enqueue((of, keys));
            if (_fresh.Count > Most)
            {
                _fresh.Dequeue().Keys.Dispose();
            }
        }
    }

    /// <summary>The keys of this very password with this salt, for the caller to dispose; null when it is none of the fresh ones.</summary>
    public ScramKeys? Take(KeyMaterial password, ReadOnlySpan<byte> salt, int iterations)
    {
        var of = Of(password, salt, iterations);
        ScramKeys? taken = null;
        lock (_gate)
        {
            for (var left = _fresh.Count; left > 0; left--)
            {
                var entry = _fresh.Dequeue();
                if (taken is null && entry.Of == of)
                {
                    taken = entry.Keys;
                }
                else
                {
                    _fresh.Enqueue(entry);
                }
            }
        }

        return taken;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_fresh.TryDequeue(out var entry))
            {
                entry.Keys.Dispose();
            }
        }

        CryptographicOperations.ZeroMemory(_key);
    }

    /// <summary>Says nothing of the password without the key.</summary>
    private string Of(KeyMaterial password, ReadOnlySpan<byte> salt, int iterations) =>
        $"{Convert.ToHexString(HMACSHA256.HashData(_key, password.Span))} {Convert.ToHexString(salt)} {iterations}";
}
