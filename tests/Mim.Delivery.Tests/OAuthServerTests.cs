using Mim.Core.Ports;
using Mim.Pki.Jose;
using Mim.Pki.Keys;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

[RequiresProgram("node", NodePackage = "oidc-provider")]
public sealed class OAuthServerTests : OAuthServerContract
{
    protected override IOAuthServer Server { get; } = new OAuthServer(new KeyFactory(), new JsonWebTokenCodec(), TimeProvider.System);

    protected override string Issuer => OidcProvider.Steady.Issuer;

    protected override string InitialToken => OidcProvider.InitialToken;
}
