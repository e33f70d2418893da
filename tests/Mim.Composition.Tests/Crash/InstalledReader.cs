using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Composition.Tests.Crash;

/// <summary>A service that loads its certificate and key again and again while they are rotated.</summary>
internal sealed class InstalledReader : IAsyncDisposable
{
    private const int MostAttempts = 40;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;

    /// <param name="certificate">Path of the certificate.</param>
    /// <param name="key">Path of its key; null when the same file holds it.</param>
    public InstalledReader(string certificate, string? key) => _reading = Task.Run(() =>
    {
        while (!_end.IsCancellationRequested)
        {
            Load(certificate, key);
            Reads++;
            Thread.Sleep(5);
        }
    });

    public int Reads { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    private static void Load(string certificate, string? key)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
                Assert.True(loaded.HasPrivateKey);
                return;
            }
            catch (Exception exception) when (key is not null && attempt < MostAttempts && exception is (CryptographicException or ArgumentException))
            {
                // Two files cannot change in one step: who reads them just between reads again, as servers do that reload.
                Thread.Sleep(25);
            }
        }
    }
}
