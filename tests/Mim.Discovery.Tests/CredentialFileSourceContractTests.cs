using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class CredentialFileSourceContractTests : CredentialSourceContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CredentialFileSourceContractTests()
    {
        File.WriteAllText(Good, "one: a credential");
        File.WriteAllText(Foreign, "something else");
    }

    protected override ICredentialSource Source { get; } = new CredentialFileSource([new MarkedDecoder("one")]);

    protected override string Good => _folder["good"];

    protected override string Foreign => _folder["foreign"];

    public void Dispose() => _folder.Dispose();
}
