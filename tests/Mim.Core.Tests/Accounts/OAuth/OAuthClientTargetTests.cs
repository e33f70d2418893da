using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Accounts.OAuth;

public sealed class OAuthClientTargetTests : TargetAdapterContract, IDisposable
{
    private readonly OAuthInstallations _installations = new();

    protected override ITargetAdapter Adapter => _installations.Adapter;

    public void Dispose() => _installations.Dispose();

    protected override Installation Installation(int number) => _installations.Of(number);

    protected override void Spoil() => _installations.Metadata = "{}";

    // Nobody can tell whose a key is that is not published.
    protected override string? NameOf(Installation installation) => null;
}
