using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class ManifestTargetAdapterTests : TargetAdapterContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Kubernetes };

    public ManifestTargetAdapterTests()
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["web.yaml"], Layout = FileLayout.SecretManifest };
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings };
        Adapter = _fixture.NewServiceAdapter();
    }

    protected override ITargetAdapter Adapter { get; }

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Settings.Path, "kind: ConfigMap");
}
