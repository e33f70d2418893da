using System.Net.Sockets;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Keys;
using Mim.Ssh.Agent;
using Mim.Ssh.Keys;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Agent;

public sealed class KeyAgentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresProgramTheory("ssh-keygen", "env")]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.EcdsaP384)]
    public async Task Ssh_keygen_signs_with_its_key(KeyAlgorithm algorithm)
    {
        using var signer = new KeyFactory().Generate(algorithm);
        var key = KeyOf(signer);
        var only = new AgentKey(signer, key);
        await using var agent = new KeyAgent(_folder["agent"], only);
        var line = $"{System.Text.Encoding.ASCII.GetString(key.Type.Name)} {Convert.ToBase64String(key.Blob)}";
        File.WriteAllText(_folder["key.pub"], line + "\n");
        File.WriteAllText(_folder["signers"], $"me {line}\n");
        File.WriteAllText(_folder["data"], "signed");
        Assert.False(only.HasSigned);
        ProgramRunner.Run("env", $"SSH_AUTH_SOCK={_folder["agent"]}", "ssh-keygen", "-Y", "sign", "-n", "test", "-f", _folder["key.pub"], _folder["data"]).Succeeded();
        Assert.True(only.HasSigned);
        ProgramRunner.RunWithInput(
            "ssh-keygen", "signed", "-Y", "verify", "-n", "test", "-I", "me", "-f", _folder["signers"], "-s", _folder["data.sig"]).Succeeded();
    }

    [UnixFact]
    public async Task A_client_that_sends_nonsense_does_not_keep_the_next_one_out()
    {
        using var signer = new KeyFactory().Generate(KeyAlgorithm.Ed25519);
        await using var agent = new KeyAgent(_folder["agent"], new AgentKey(signer, KeyOf(signer)));
        foreach (byte[] nonsense in new byte[][] { [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0, 0] })
        {
            using var bad = Connect();
            await bad.SendAsync(nonsense);
        }

        using var good = Connect();
        await good.SendAsync((byte[])[0, 0, 0, 1, AgentMessage.RequestIdentities]);
        var answer = new byte[5];
        Assert.Equal(answer.Length, await good.ReceiveAsync(answer));
        Assert.Equal(AgentMessage.IdentitiesAnswer, answer[4]);
    }

    private static SshPublicKey KeyOf(IPrivateKey signer) => SshPublicKey.Read(new SshKeyEncoder().EncodePublic(signer.SubjectPublicKeyInfo));

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_folder["agent"]));
        return socket;
    }
}
