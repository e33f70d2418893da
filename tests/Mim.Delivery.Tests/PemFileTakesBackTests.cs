using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class PemFileTakesBackTests : TakesBackContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public PemFileTakesBackTests() =>
        _fixture.Settings = new FileTargetSettings
        {
            Path = _fixture.Folder["web.pem"],
            KeyPath = _fixture.Folder["web.key"],
            ChainPath = _fixture.Folder["chain.pem"],
        };

    protected override ITakesBack Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override bool IsEmpty() => !_fixture.Names.Any();
}
