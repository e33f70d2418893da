using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Keys;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class OpenSshLoginTests : SshLoginContract
{
    protected override ISshLogin Login { get; } = new OpenSshLogin(new KeyFactory());

    // Its own key would be let in: it must not be used at the end of the way.
    protected override SshDestination Destination => TestHost.Destination;

    protected override (byte[] Public, KeyMaterial Private) Welcome() => Read(TestHost.Server.UserKey);

    protected override (byte[] Public, KeyMaterial Private) Unwelcome() => Read(TestHost.Server.HostKey("ed25519"));

    [RequiresProgramTheory("ssh", "sshd", "ssh-keygen")]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task Keys_of_every_sort_log_in_and_what_they_are_forced_to_run_does_not_run(string type)
    {
        using var folder = new TemporaryFolder();
        ProgramRunner.Run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", folder["key"]).Succeeded();
        using var server = new SshServer();
        File.WriteAllText(server["authorized_keys"], $"restrict,command=\"touch {folder["run"]}\" {File.ReadAllText(folder["key.pub"])}");
        var destination = new SshDestination("127.0.0.1") { Port = server.Port, KnownHosts = File.ReadAllText(server.KnownHosts) };
        var (blob, key) = Read(folder["key"]);
        using var secret = key;
        Assert.Null(await Login.TroubleAsync(destination, blob, key, CancellationToken.None));
        Assert.False(File.Exists(folder["run"]));
        Assert.Contains("Accepted publickey", File.ReadAllText(server["log"]), StringComparison.Ordinal);
    }

    private static (byte[] Public, KeyMaterial Private) Read(string path) =>
        (Convert.FromBase64String(File.ReadAllText(path + ".pub").Split(' ')[1]), KeyMaterial.Take(File.ReadAllBytes(path)));
}
