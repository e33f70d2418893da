using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

/// <summary>The trust bundle of a service whose usual listener answers nobody: no listener is asked what it trusts.</summary>
public sealed class TrustBundleServiceTargetAdapterTests : TargetAdapterContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Nginx };

    public TrustBundleServiceTargetAdapterTests()
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["clients.pem"], Layout = FileLayout.TrustBundle };
        _fixture.Service = new ServiceTargetSettings
        {
            Files = _fixture.Settings, ValidateCommand = ["dotnet", "--version"], ReloadCommand = ["dotnet", "--version"],
        };
        Adapter = _fixture.NewServiceAdapter();
    }

    protected override ITargetAdapter Adapter { get; }

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Settings.Path, "no certificate");
}
