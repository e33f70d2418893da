using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

public sealed class SshRevocationListCodecContractTests : SshRevocationListCodecContract
{
    protected override ISshRevocationListCodec Codec { get; } = new SshRevocationListCodec();
}
