using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Pki.Containers;

/// <summary>One certificate in DER.</summary>
public sealed class DerContainerReader : ICertificateContainerReader
{
    public CertificateContainer? Read(
        ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken)
    {
        if (!DerShape.IsCertificate(content))
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var parts = new ContainerParts();
        parts.Certificates.Add(new CertificatePart(content.ToArray()));
        return new ContainerAssembler("Der", parts).Assemble();
    }
}
