using System.Runtime.Versioning;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Windows;

/// <summary>The certificate stores of Windows, by the base library.</summary>
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsCertificates : IWindowsCertificates
{
    private const int NoSuchStore = unchecked((int)0x80070002);

    public IReadOnlyList<WindowsCertificate> Read(string store)
    {
        try
        {
            return In(store, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly, (_, all) =>
                (IReadOnlyList<WindowsCertificate>)[.. all.Select(one => new WindowsCertificate(one.RawData, one.HasPrivateKey, one.FriendlyName))]);
        }
        catch (MimException exception) when (exception.InnerException is CryptographicException { HResult: NoSuchStore })
        {
            return [];
        }
    }

    public void Put(string store, WindowsCertificate certificate, KeyMaterial? pkcs8, string? reader) => In(store, OpenFlags.ReadWrite, (opened, all) =>
    {
        var there = Find(all, certificate.Certificate);
        if (there is not null && (there.HasPrivateKey || pkcs8 is null))
        {
            there.FriendlyName = certificate.Note;
            return true;
        }

        using var made = pkcs8 is null
            ? X509CertificateLoader.LoadCertificate(certificate.Certificate)
            : WindowsKeys.Import(certificate.Certificate, pkcs8, isOfMachine: store.StartsWith(nameof(StoreLocation.LocalMachine), StringComparison.Ordinal));
        try
        {
            made.FriendlyName = certificate.Note;
            if (reader is not null)
            {
                WindowsKeys.LetRead(made, reader);
            }

            if (there is not null)
            {
                opened.Remove(there);
            }

            opened.Add(made);
        }
        catch
        {
            // The key is on the disk since the import.
            WindowsKeys.Destroy(made);
            throw;
        }

        return true;
    });

    public void Remove(string store, byte[] certificate) => In(store, OpenFlags.ReadWrite, (opened, all) =>
    {
        if (Find(all, certificate) is { } there)
        {
            // Its key is found by the certificate only.
            WindowsKeys.Destroy(there);
            opened.Remove(there);
        }

        return true;
    });

    private static X509Certificate2? Find(IEnumerable<X509Certificate2> all, byte[] certificate) =>
        all.FirstOrDefault(one => one.RawDataMemory.Span.SequenceEqual(certificate));

    private static T In<T>(string name, OpenFlags flags, Func<X509Store, X509Certificate2Collection, T> work)
    {
        var parts = name.Split('/', 2);
        try
        {
            using var store = new X509Store(parts[1], Enum.Parse<StoreLocation>(parts[0]), flags);
            var all = store.Certificates;
            try
            {
                return work(store, all);
            }
            finally
            {
                foreach (var one in all)
                {
                    one.Dispose();
                }
            }
        }
        catch (Exception exception) when (exception is SecurityException or UnauthorizedAccessException
            || (exception as CryptographicException)?.InnerException is SecurityException or UnauthorizedAccessException)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"The certificate store {name} may not be used: {exception.Message}", name, exception);
        }
        catch (CryptographicException exception)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"The certificate store {name} cannot be used: {exception.Message}", name, exception);
        }
    }
}
