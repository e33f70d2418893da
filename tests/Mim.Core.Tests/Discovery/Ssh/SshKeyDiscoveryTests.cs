using System.Globalization;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery.Ssh;

/// <summary>The use case with the product's adapters against real servers.</summary>
public sealed class SshKeyDiscoveryTests : IDisposable
{
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task Another_host_tells_of_the_keys_that_its_configuration_names()
    {
        using var server = new SshServer();
        var destination = new SshDestination("127.0.0.1")
        {
            Port = server.Port, IdentityFile = server.UserKey, KnownHostsFile = server.KnownHosts,
        };
        var nowhere = destination with { Host = "127.0.0.2", KnownHostsFile = "/dev/null" };
        var progress = new List<ScanProgress>();
        var found = await CollectAsync(_store.Session.SshKeys.FindAsync(
            new SshHostScan([destination, nowhere]), new ImmediateProgress<ScanProgress>(progress.Add), CancellationToken.None));
        Assert.Equal(FindingStatus.Refused, Assert.Single(found, finding => finding.ComputerName == "127.0.0.2").Status);
        Assert.All(found, finding => Assert.Equal(LocationKinds.RemoteFile, finding.LocationKind));
        Assert.Equal(2, progress.Count);
    }

    [RequiresProgramFact("sshd", "ssh-keygen")]
    public async Task Host_keys_of_servers_are_known_after_their_import()
    {
        using var server = new SshServer(["ed25519", "ecdsa"]);
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var scan = new SshServerScan
        {
            Targets = EndpointTargets.Parse([$"127.0.0.1:{port}", "127.0.0.1:1"], [], [22]), Timeout = TimeSpan.FromSeconds(30),
        };
        var found = await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        Assert.Equal(FindingStatus.Refused, Assert.Single(found, finding => finding.Port == 1).Status);
        var keys = found.Where(finding => finding.Port != 1).ToList();
        Assert.Equal(["EcdsaP256", "Ed25519"], keys.Select(finding => finding.KeyAlgorithm).Order());
        Assert.All(keys, finding => Assert.Equal((IdentityKind.SshHostKey, null, LocationKinds.Endpoint), (finding.Kind, finding.KnownAs, finding.LocationKind)));
        Assert.All(keys, finding => Assert.NotNull(finding.ToCredential()));
    }

    [RequiresProgramFact("ssh-keygen", "sh")]
    public async Task Files_say_what_they_hold_and_what_is_wrong_with_it()
    {
        using var folder = new TemporaryFolder();
        ProgramRunner.Run("ssh-keygen", "-q", "-t", "rsa", "-b", "1024", "-N", "", "-C", "deploy@build", "-f", folder["id_rsa"]).Succeeded();
        File.AppendAllText(folder["authorized_keys"], $"{File.ReadAllText(folder["id_rsa.pub"])}nonsense\n");
        var scan = new FileScan { Paths = [folder.Path] };
        var found = await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        var key = Assert.Single(found, finding => finding.Role == SshKeyRole.PrivateKey);
        Assert.Equal((IdentityKind.SshKey, folder["id_rsa"], "deploy@build"), (key.Kind, key.Location, key.SuggestedName));
        Assert.Contains(key.Health, health => health.Rule == "RsaTooShort");
        Assert.Contains(key.Health, health => health.Rule == "PrivateKeyUnencrypted");
        var lines = found.Where(finding => finding.Path == folder["authorized_keys"]).ToList();
        Assert.Equal([$"{folder["authorized_keys"]}#{key.SshFingerprint}", $"{folder["authorized_keys"]}#line 2"], lines.Select(finding => finding.Location));
        Assert.Equal([FindingStatus.Found, FindingStatus.Damaged], lines.Select(finding => finding.Status));
    }

    [RequiresProgramFact("sh")]
    public async Task This_machine_is_gone_through() => Assert.All(
        await CollectAsync(_store.Session.SshKeys.FindAsync(CancellationToken.None)), finding => Assert.Null(finding.ComputerName));

    private static async Task<List<SshKeyFinding>> CollectAsync(IAsyncEnumerable<SshKeyFinding> findings)
    {
        var found = new List<SshKeyFinding>();
        await foreach (var finding in findings)
        {
            found.Add(finding);
        }

        return found;
    }
}
