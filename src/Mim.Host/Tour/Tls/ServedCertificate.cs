using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mim.Host.Tour.Tls;

/// <summary>
/// The certificate a server serves, loaded from its files and loaded anew when they change. While only one of the two
/// files has been replaced they do not match; the pair that was loaded before stays until they do.
/// </summary>
internal sealed class ServedCertificate : IDisposable
{
    private readonly string _certificatePath;
    private readonly string _keyPath;
    private readonly List<X509Certificate2> _owned = [];
    private (DateTime, DateTime) _loadedStamp;
    private volatile SslStreamCertificateContext _context;

    public ServedCertificate(string certificatePath, string keyPath)
    {
        (_certificatePath, _keyPath) = (certificatePath, keyPath);
        _loadedStamp = Stamp();
        _context = Load();
    }

    public SslStreamCertificateContext Context => _context;

    /// <summary>Looks at the files every 20 ms until cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            var stamp = Stamp();
            if (stamp != _loadedStamp && TryLoad() is { } context)
            {
                (_loadedStamp, _context) = (stamp, context);
            }
        }
    }

    /// <summary>Earlier certificates stay until the end: a handshake under way may still need its own.</summary>
    public void Dispose() => _owned.ForEach(certificate => certificate.Dispose());

    private (DateTime Certificate, DateTime Key) Stamp() => (File.GetLastWriteTimeUtc(_certificatePath), File.GetLastWriteTimeUtc(_keyPath));

    private SslStreamCertificateContext? TryLoad()
    {
        try
        {
            return Load();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException)
        {
            return null;
        }
    }

    private SslStreamCertificateContext Load()
    {
        var certificates = File.ReadAllText(_certificatePath);
        var leaf = X509Certificate2.CreateFromPem(certificates, File.ReadAllText(_keyPath));
        if (OperatingSystem.IsWindows())
        {
            // Windows serves no key that lives in memory only.
            using var inMemory = leaf;
            leaf = X509CertificateLoader.LoadPkcs12(inMemory.Export(X509ContentType.Pkcs12), null);
        }

        _owned.Add(leaf);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }
}
