using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Discovery;

/// <summary>The certificate stores of Windows and macOS, and those that the base library keeps on Linux.</summary>
public sealed class CertificateStores : ICertificateStores
{
    private const string Format = "Store";

    // X509Store cannot list its stores; a store of another name is read when it is asked for by it.
    private static readonly string[] Names =
    [
        "My", "Root", "CA", "TrustedPeople", "TrustedPublisher", "AuthRoot", "AddressBook", "Disallowed", "WebHosting", "Remote Desktop",
    ];

    public IReadOnlyList<string> StoresOf(string place)
    {
        var (location, name) = Parse(place);
        return [.. (name is null ? Names : [Spelled(name)]).Select(store => $"{location}/{store}")];
    }

    public IEnumerable<FileSighting> Read(string store, CancellationToken cancellationToken)
    {
        var (location, name) = Parse(store);
        return Read(location, name ?? string.Empty, store, cancellationToken);
    }

    // They are the same store in any case, and one place in the inventory.
    private static string Spelled(string name) => Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase), name);

    private static (StoreLocation Location, string? Name) Parse(string place)
    {
        var parts = place.Split(['/', '\\'], 2);
        return Enum.TryParse<StoreLocation>(parts[0], ignoreCase: true, out var location) && Enum.IsDefined(location) && parts is not [_, ""]
            ? (location, parts.ElementAtOrDefault(1))
            : throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{place}' names no certificate store: CurrentUser and LocalMachine do, also with a store, as in CurrentUser/My.",
                place);
    }

    private static IEnumerable<FileSighting> Read(StoreLocation location, string name, string path, CancellationToken cancellationToken)
    {
        foreach (var stored in Open(location, name, path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new FileSighting(FindingStatus.Found, path)
            {
                Format = Format,
                Entry = stored.Thumbprint,
                Certificate = stored.Der,
                HasPrivateKey = stored.HasPrivateKey,
            };
        }
    }

    private static IReadOnlyList<StoredCertificate> Open(StoreLocation location, string name, string path)
    {
        try
        {
            return SystemStore.Read(location, name);
        }
        catch (CryptographicException exception) when (exception.InnerException is UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"The certificate store {path} cannot be read: access is denied.", path, exception);
        }
        catch (CryptographicException) when (Names.Contains(name))
        {
            // Not every system has every store, and a user's are made with the first certificate.
            return [];
        }
        catch (CryptographicException exception)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"There is no certificate store {path} that can be read.", path, exception);
        }
    }
}
