using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Mim.Core.Delivery;

namespace Mim.Composition.Tests.Services;

/// <summary>A program that opens a file with certificate and key again and again, and keeps what it found.</summary>
internal sealed class VersionReader : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _found = new();
    private readonly Task _reading;

    /// <param name="path">The file.</param>
    /// <param name="layout">What is in it.</param>
    /// <param name="password">Of a keystore.</param>
    public VersionReader(string path, FileLayout layout, string password) => _reading = Task.Run(async () =>
    {
        // Keystores take long to open, by design.
        var opened = new Dictionary<string, string>();
        while (!_end.IsCancellationRequested)
        {
            var content = await File.ReadAllBytesAsync(path);
            var digest = Convert.ToHexString(SHA256.HashData(content));
            if (!opened.TryGetValue(digest, out var found))
            {
                opened[digest] = found = Fingerprint(content, layout, password);
            }

            _found.Enqueue(found);
            await Task.Delay(_pause);
        }
    });

    /// <summary>SHA-256 of the certificates, in order, in upper-case hexadecimal.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>Waits until it has read the file as it is now.</summary>
    public async Task WaitAsync()
    {
        // The reading that goes on may have begun before.
        for (var wanted = _found.Count + 2; _found.Count < wanted;)
        {
            await (_reading.IsCompleted ? _reading : Task.Delay(_pause));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    /// <summary>SHA-256 of the certificate whose key lies beside it.</summary>
    private static string Fingerprint(byte[] content, FileLayout layout, string password)
    {
        using var certificate = Open(content, layout, password);
        Assert.True(certificate.HasPrivateKey);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private static X509Certificate2 Open(byte[] content, FileLayout layout, string password)
    {
        switch (layout)
        {
            case FileLayout.Pfx:
                AsnDecoder.ReadEncodedValue(content, AsnEncodingRules.BER, out _, out _, out var length);
                return X509CertificateLoader.LoadPkcs12(content.AsSpan(0, length), password);
            case FileLayout.SecretManifest:
                using (var manifest = JsonDocument.Parse(content))
                {
                    var data = manifest.RootElement.GetProperty("data");
                    return X509Certificate2.CreateFromPem(Text(data, "tls.crt"), Text(data, "tls.key"));
                }

            default:
                var text = Encoding.UTF8.GetString(content);
                return X509Certificate2.CreateFromPem(text, text);
        }
    }

    private static string Text(JsonElement data, string entry) => Encoding.UTF8.GetString(data.GetProperty(entry).GetBytesFromBase64());
}
