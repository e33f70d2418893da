using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Containers;

public sealed class DerContainerReaderContractTests : CertificateContainerReaderContract
{
    protected override ICertificateContainerReader Reader { get; } = new DerContainerReader();

    protected override IReadOnlyList<byte[]> Samples()
    {
        using var samples = new ContainerSamples();
        return [samples.Leaf, samples.Root];
    }
}
