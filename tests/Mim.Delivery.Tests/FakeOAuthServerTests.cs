using Mim.Core.Ports;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests;

public sealed class FakeOAuthServerTests : OAuthServerContract
{
    protected override IOAuthServer Server { get; } = new FakeOAuthServer();

    protected override string Issuer => FakeOAuthServer.Issuer;

    protected override string InitialToken => FakeOAuthServer.InitialToken;
}
