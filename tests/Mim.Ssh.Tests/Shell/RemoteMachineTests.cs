using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Shell;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd", "mkfifo")]
public sealed class RemoteMachineTests : SshMachineContract
{
    [RequiresProgramFact("ssh", "sshd", "puttygen")]
    public async Task No_private_key_travels()
    {
        using var samples = new SshKeySamples();
        var pem = samples.Generate("rsa", 2048, "x", format: "PEM");
        var keys = new Dictionary<string, string>
        {
            [samples.Generate("ed25519", 256, "x")] = "",
            [samples.Generate("ecdsa", 521, "x", "a pass phrase")] = "",
            [samples.Generate("rsa", 3072, "x")] = "",
            [samples.Generate("dsa", 1024, "x")] = "",
            [samples.ToPutty(pem, 3)] = pem,
            [pem] = pem,
        };
        await using var machine = Open();
        await foreach (var file in machine.ReadAsync([.. keys.Keys], CancellationToken.None))
        {
            using (file)
            {
                var (sent, whole) = (Encoding.ASCII.GetString(file.Content!.Span), File.ReadAllText(file.Path));
                Assert.True(file.IsOutline);
                Assert.DoesNotContain(Body(whole)[^64..], Body(sent), StringComparison.Ordinal);
                var sighting = Assert.Single(new SshKeyReader().Read(file.Content.Memory, null, isOutline: true));
                Assert.True(sighting.HasPrivateKey);
                var listed = SshKeySamples.Listed((keys[file.Path].Length > 0 ? keys[file.Path] : file.Path) + ".pub")[0].Fingerprint;
                Assert.Equal(file.Path == pem ? null : listed, sighting.SshFingerprint);
            }
        }
    }

    protected override ISshMachine Open() => new SshMachines(new OpenSshTransport()).Open(TestHost.Destination);

    private static string Body(string text) => string.Concat(text.Split('\n').Where(line => !line.Contains('-', StringComparison.Ordinal))).Trim();
}
