using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class CommandLooksAheadTests : LooksAheadContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Command };

    public CommandLooksAheadTests()
    {
        Directory.CreateDirectory(Place);
        _fixture.Settings = new FileTargetSettings { Path = Path.Combine(Place, "web.pfx"), Layout = FileLayout.Pfx };
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings, ReloadCommand = ["dotnet", "--version"] };
        Adapter = (ILooksAhead)_fixture.NewServiceAdapter();
    }

    protected override ILooksAhead Adapter { get; }

    private string Place => _fixture.Folder["place"];

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Settings.Path, "no certificate");

    protected override void Vanish() => Directory.Delete(Place);

    protected override string Content() => FileTargetFixture.ContentOf(Place);
}
