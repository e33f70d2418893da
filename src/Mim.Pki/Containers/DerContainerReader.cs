using System.Formats.Asn1;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Pki.Containers;

/// <summary>Certificates in DER: one in most files.</summary>
public sealed class DerContainerReader : ICertificateContainerReader
{
    public CertificateContainer? Read(
        ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken)
    {
        if (!DerShape.IsCertificate(content))
        {
            return null;
        }

        var parts = new ContainerParts();
        for (var rest = content; DerShape.IsCertificate(rest);)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // One may follow another, and anything the last: programs read no further than the first ends.
            var certificate = new AsnReader(rest, AsnEncodingRules.BER).ReadEncodedValue();
            parts.Certificates.Add(new CertificatePart(certificate.ToArray()));
            rest = rest[certificate.Length..];
        }

        return new ContainerAssembler("Der", parts).Assemble();
    }
}
