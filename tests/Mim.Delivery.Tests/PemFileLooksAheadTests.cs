using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class PemFileLooksAheadTests : LooksAheadContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public PemFileLooksAheadTests()
    {
        Directory.CreateDirectory(Place);
        _fixture.Settings = new FileTargetSettings
        {
            Path = Path.Combine(Place, "web.pem"), KeyPath = Path.Combine(Place, "web.key"), ChainPath = Path.Combine(Place, "chain.pem"),
        };
    }

    protected override ILooksAhead Adapter => _fixture.Adapter;

    private string Place => _fixture.Folder["place"];

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Settings.KeyPath!, "no key");

    protected override void Vanish() => Directory.Delete(Place);

    protected override string Content() => FileTargetFixture.ContentOf(Place);
}
