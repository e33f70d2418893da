using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Core.Tests.Discovery.Leaks;

public sealed class PlainHasherTests : SecretHasherContract
{
    protected override ISecretHasher Hasher { get; } = new PlainHasher();

    protected override ISecretHasher Other { get; } = new PlainHasher("other"u8.ToArray());
}
