using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class PfxFileTakesBackTests : TakesBackContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public PfxFileTakesBackTests() =>
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["web.pfx"], Layout = FileLayout.Pfx };

    protected override ITakesBack Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override bool IsEmpty() => !_fixture.Names.Any();
}
