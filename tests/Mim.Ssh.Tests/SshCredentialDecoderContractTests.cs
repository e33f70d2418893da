using System.Text;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

public sealed class SshCredentialDecoderContractTests : CredentialDecoderContract
{
    protected override ICredentialDecoder Decoder { get; } = new SshCredentialDecoder();

    /// <summary>Built by hand, so that damaged input is tried where ssh-keygen is not installed too.</summary>
    protected override IReadOnlyList<byte[]> Samples()
    {
        var ed25519 = new WireWriter().Text("ssh-ed25519").Text(Filled(32)).Bytes;
        var rsa = new WireWriter().Text("ssh-rsa").Text([1, 0, 1]).Text([0, .. Filled(256, 0xC1)]).Bytes;
        var ecdsa = new WireWriter().Text("ecdsa-sha2-nistp256").Text("nistp256").Text([4, .. Filled(64)]).Bytes;
        return
        [
            Encoding.UTF8.GetBytes($"ssh-ed25519 {Convert.ToBase64String(ed25519)} one@host\n"),
            Encoding.UTF8.GetBytes(
                $"from=\"*\",command=\"a \\\" b\" ssh-rsa {Convert.ToBase64String(rsa)}\n# two\necdsa-sha2-nistp256 {Convert.ToBase64String(ecdsa)}\n"),
            PrivateFile(ed25519),
        ];
    }

    private static byte[] PrivateFile(byte[] key)
    {
        var secret = new WireWriter().Number(7).Number(7).Raw(key).Text(Filled(64)).Text("one@host").Raw(1, 2, 3).Bytes;
        var body = new WireWriter().Raw("openssh-key-v1\0"u8.ToArray())
            .Text("none").Text("none").Text("").Number(1).Text(key).Text(secret).Bytes;
        return System.Security.Cryptography.PemEncoding.WriteUtf8("OPENSSH PRIVATE KEY"u8, body);
    }

    private static byte[] Filled(int length, byte value = 0x42) => [.. Enumerable.Repeat(value, length)];
}
