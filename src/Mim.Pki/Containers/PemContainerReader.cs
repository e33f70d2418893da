using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Pki.Containers;

/// <summary>PEM files, and text of any kind with PEM blocks in it.</summary>
public sealed class PemContainerReader : ICertificateContainerReader
{
    public CertificateContainer? Read(
        ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken)
    {
        var parts = new ContainerParts();
        var scan = new PemScan(parts);
        scan.Read(content.Span, cancellationToken);
        var isEmpty = parts.Certificates.Count + parts.Troubles.Count == 0;
        return isEmpty ? null : new ContainerAssembler(scan.IsPkcs7 ? Pkcs7ContainerReader.Format : "Pem", parts).Assemble();
    }
}
