using System.Security.Cryptography;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Tests.Encryption;

/// <summary>A file may ask for seconds of key derivation; whoever waits for it can stop.</summary>
public sealed class DerivationTests
{
    // Seconds also on processors with instructions for SHA; the work that was left behind ends by itself.
    private const int SecondsOfRounds = 20_000_000;

    private static readonly byte[] _salt = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void Pbkdf2_stops_when_it_is_told_to()
    {
        var derivation = new Pbkdf2Derivation(_salt, SecondsOfRounds, null, HashAlgorithmName.SHA256);
        AssertStops(token => derivation.Derive(null, 32, token));
    }

    [Fact]
    public void The_old_derivation_stops_when_it_is_told_to() => AssertStops(token => Pkcs12Derivation.Derive(
        HashAlgorithmName.SHA256, Pkcs12Derivation.Purpose.Mac, null, _salt, SecondsOfRounds, 32, token));

    [Fact]
    public void Pbkdf2_gives_what_the_base_library_gives()
    {
        var derivation = new Pbkdf2Derivation(_salt, 1000, null, HashAlgorithmName.SHA256);
        using var password = KeyMaterial.CopyOf("secret"u8);
        using var key = derivation.Derive(password, 32, CancellationToken.None);
        Assert.Equal(Rfc2898DeriveBytes.Pbkdf2("secret"u8, _salt, 1000, HashAlgorithmName.SHA256, 32), key.Span.ToArray());
        Assert.Equal("secret"u8, password.Span);
    }

    private static void AssertStops(Func<CancellationToken, KeyMaterial> derive)
    {
        using var stop = new CancellationTokenSource();

        // A thread of its own: timers wait for the pool, which other tests may keep busy for longer than the rounds take.
        var stopper = new Thread(() =>
        {
            Thread.Sleep(50);
            stop.Cancel();
        });
        stopper.Start();
        Assert.ThrowsAny<OperationCanceledException>(() => derive(stop.Token));
        stopper.Join();
    }
}
