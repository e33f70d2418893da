using Mim.Core.Ports;
using Mim.Pki.Containers;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Containers;

public sealed class JavaKeystoreContainerReaderContractTests : CertificateContainerReaderContract
{
    protected override ICertificateContainerReader Reader { get; } = new JavaKeystoreContainerReader();

    protected override IReadOnlyList<byte[]> Samples()
    {
        using var samples = new ContainerSamples();
        return
        [
            JavaKeystore.Write(0xFEEDFEED, ("web", [samples.Leaf, samples.Intermediate], true), ("root", [samples.Root], false)),
            JavaKeystore.Write(0xCECECECE, ("web", [samples.Leaf], true), ("root", [samples.Root], false)),
        ];
    }
}
