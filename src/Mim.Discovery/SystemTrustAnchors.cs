using System.Security.Cryptography.X509Certificates;
using Mim.Core.Ports;

namespace Mim.Discovery;

/// <summary>The roots of the operating system: on Linux those that OpenSSL trusts, elsewhere the machine's root store.</summary>
public sealed class SystemTrustAnchors : ITrustAnchors
{
    public IReadOnlyList<byte[]> Read() =>
        [.. SystemStore.Read(StoreLocation.LocalMachine, nameof(StoreName.Root)).Select(found => found.Der)];
}
