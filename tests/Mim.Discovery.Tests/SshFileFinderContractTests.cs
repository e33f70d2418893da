using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class SshFileFinderContractTests : SshFileFinderContract
{
    protected override ISshFileFinder Finder { get; } = new SshFileFinder();
}
