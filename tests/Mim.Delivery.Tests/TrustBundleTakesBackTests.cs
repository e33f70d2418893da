using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class TrustBundleTakesBackTests : TakesBackContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public TrustBundleTakesBackTests() =>
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["trust.pem"], Layout = FileLayout.TrustBundle };

    protected override ITakesBack Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override bool IsEmpty() => !_fixture.Names.Any();
}
