using System.Security.Cryptography.X509Certificates;

namespace Mim.Discovery;

/// <summary>One certificate store of the operating system, as the base library shows it.</summary>
internal static class SystemStore
{
    /// <summary>Every certificate in it.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is no such store, or it may not be read.</exception>
    public static IReadOnlyList<StoredCertificate> Read(StoreLocation location, string name)
    {
        using var store = new X509Store(name, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        var certificates = store.Certificates;
        try
        {
            return [.. certificates.Select(one => new StoredCertificate(one.RawData, one.Thumbprint, one.HasPrivateKey))];
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
