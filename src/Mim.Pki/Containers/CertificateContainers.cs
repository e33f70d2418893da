using Mim.Core.Ports;

namespace Mim.Pki.Containers;

/// <summary>The readers of every format known here.</summary>
public static class CertificateContainers
{
    /// <summary>In the order in which to ask them: what tells itself by its first octets comes before text.</summary>
    public static IReadOnlyList<ICertificateContainerReader> Readers { get; } =
        [new DerContainerReader(), new Pkcs7ContainerReader(), new PfxContainerReader(), new JavaKeystoreContainerReader(), new PemContainerReader()];
}
