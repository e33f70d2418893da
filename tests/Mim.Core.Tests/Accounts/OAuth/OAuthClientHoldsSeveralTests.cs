using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Accounts.OAuth;

public sealed class OAuthClientHoldsSeveralTests : HoldsSeveralContract, IDisposable
{
    private readonly OAuthInstallations _installations = new();

    protected override IHoldsSeveral Adapter => _installations.Adapter;

    protected override byte[] Content { get => _installations.Content; set => _installations.Content = value; }

    public void Dispose() => _installations.Dispose();

    protected override Installation Installation(int number) => _installations.Of(number);
}
