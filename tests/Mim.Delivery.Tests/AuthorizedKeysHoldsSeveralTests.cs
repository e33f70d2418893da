using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Tests.Ssh;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

[RequiresProgram("sshd", "ssh", "ssh-keygen")]
public sealed class AuthorizedKeysHoldsSeveralTests : HoldsSeveralContract, IDisposable
{
    private readonly AuthorizedKeysFixture _fixture = new();

    protected override IHoldsSeveral Adapter => _fixture.Adapter;

    protected override byte[] Content { get => _fixture.Content; set => _fixture.Content = value; }

    public void Dispose() => _fixture.Dispose();

    protected override Installation Installation(int number) => _fixture.Installation(number);
}
