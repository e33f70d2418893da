using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Containers;

public sealed class PfxContainerReaderContractTests : CertificateContainerReaderContract
{
    protected override ICertificateContainerReader Reader { get; } = new PfxContainerReader(rounds: 20_000);

    protected override IReadOnlyList<byte[]> Samples()
    {
        using var samples = new ContainerSamples();
        return [samples.Pfx(null), samples.PfxWithEmptyPassword()];
    }
}
