using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class CommandTakesBackTests : TakesBackContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Command };

    public CommandTakesBackTests()
    {
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings, ReloadCommand = ["dotnet", "--version"] };
        Adapter = (ITakesBack)_fixture.NewServiceAdapter();
    }

    protected override ITakesBack Adapter { get; }

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override bool IsEmpty() => !_fixture.Names.Any();
}
