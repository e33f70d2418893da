using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

public sealed class SshCertificateEncoderContractTests : SshCertificateEncoderContract
{
    protected override ISshCertificateEncoder Encoder { get; } = new SshCertificateEncoder();

    protected override ISshKeyEncoder Keys { get; } = new SshKeyEncoder();

    protected override ISshKeyReader Reader { get; } = new SshKeyReader();
}
