using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class SecretFileFinderContractTests : SecretFileFinderContract
{
    protected override ISecretFileFinder Finder { get; } = new SecretFileFinder();
}
