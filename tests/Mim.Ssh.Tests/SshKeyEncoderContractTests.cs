using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

public sealed class SshKeyEncoderContractTests : SshKeyEncoderContract
{
    protected override ISshKeyEncoder Encoder { get; } = new SshKeyEncoder();

    protected override ISshPublicKeyReader PublicReader { get; } = new SshPublicKeyReader();

    protected override ISshPrivateKeyReader PrivateReader { get; } = new SshPrivateKeyReader();
}
