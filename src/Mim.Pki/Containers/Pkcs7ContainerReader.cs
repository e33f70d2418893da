using System.Formats.Asn1;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Credentials;

namespace Mim.Pki.Containers;

/// <summary>Certificates in the signed data of PKCS#7 (RFC 5652 section 5), in DER or BER.</summary>
public sealed class Pkcs7ContainerReader : ICertificateContainerReader
{
    public const string Format = "Pkcs7";

    public CertificateContainer? Read(
        ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken)
    {
        if (!DerShape.IsPkcs7(content))
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var parts = new ContainerParts();
        Add(content, parts);
        return new ContainerAssembler(Format, parts).Assemble();
    }

    /// <summary>Adds the certificates of signed data, or what is wrong with it.</summary>
    internal static void Add(ReadOnlyMemory<byte> content, ContainerParts parts)
    {
        try
        {
            parts.Certificates.AddRange(Pkcs7.Read(content).Select(der => new CertificatePart(der)));
        }
        catch (AsnContentException)
        {
            parts.Troubles.Add("The PKCS#7 in it is malformed or truncated.");
        }
    }
}
