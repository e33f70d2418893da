using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Containers;

public sealed class Pkcs7ContainerReaderContractTests : CertificateContainerReaderContract
{
    protected override ICertificateContainerReader Reader { get; } = new Pkcs7ContainerReader();

    protected override IReadOnlyList<byte[]> Samples()
    {
        using var samples = new ContainerSamples();
        return [samples.Pkcs7()];
    }
}
