using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Containers;

public sealed class PemContainerReaderContractTests : CertificateContainerReaderContract
{
    protected override ICertificateContainerReader Reader { get; } = new PemContainerReader();

    protected override IReadOnlyList<byte[]> Samples()
    {
        using var samples = new ContainerSamples();
        return [samples.Pem(), samples.PemWithEncryptedKey(), samples.PemPkcs7(), samples.Json()];
    }
}
