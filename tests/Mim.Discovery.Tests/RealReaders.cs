using Mim.Core.Ports;
using Mim.Pki.Containers;

namespace Mim.Discovery.Tests;

/// <summary>The readers of the product.</summary>
internal static class RealReaders
{
    public static IReadOnlyList<ICertificateContainerReader> All { get; } =
        [new DerContainerReader(), new Pkcs7ContainerReader(), new PfxContainerReader(), new JavaKeystoreContainerReader(), new PemContainerReader()];
}
