using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class CommandTargetAdapterTests : TargetAdapterContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Command };

    public CommandTargetAdapterTests()
    {
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings, ReloadCommand = ["dotnet", "--version"] };
        Adapter = _fixture.NewServiceAdapter();
    }

    protected override ITargetAdapter Adapter { get; }

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Settings.Path, "no certificate");
}
