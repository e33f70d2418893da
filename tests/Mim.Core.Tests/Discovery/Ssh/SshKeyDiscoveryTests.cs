using System.Globalization;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Doubles;
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

    [RequiresProgramFact("sshd", "ssh-keygen")]
    public async Task A_host_key_that_a_server_has_no_longer_is_gone_and_then_the_server()
    {
        using var server = new SshServer(["ed25519", "ecdsa"]);
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var scan = new SshServerScan
        {
            Targets = EndpointTargets.Parse([$"127.0.0.0/30:{port}"], [], [22]), Timeout = TimeSpan.FromSeconds(30),
        };
        await ImportAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        server.Forget("ecdsa");
        List<SshKeyFinding> found;
        do
        {
            found = await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        }
        while (found.Count(finding => finding.Status == FindingStatus.Found) != 1);

        Assert.Equal(
            [("Ed25519", FindingStatus.Found, $"127.0.0.1:{port}"), ("EcdsaP256", FindingStatus.Gone, $"127.0.0.1:{port}")],
            found.Select(finding => (finding.KeyAlgorithm, finding.Status, finding.Location)));
        await ImportAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        Assert.Single(await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None)));

        server.Dispose();
        var nobody = Assert.Single(await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None)));
        Assert.Equal((FindingStatus.Refused, $"127.0.0.1:{port}"), (nobody.Status, nobody.Location));
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

    [RequiresProgramFact("ssh-keygen")]
    public async Task Files_and_lines_that_are_there_no_longer_are_gone()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["one", "two"])
        {
            ProgramRunner.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder[name]).Succeeded();
        }

        File.WriteAllLines(folder["authorized_keys"], [File.ReadAllText(folder["one.pub"]), File.ReadAllText(folder["two.pub"])]);
        var scan = new FileScan { Paths = [folder.Path] };
        await ImportAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        File.Delete(folder["one"]);
        File.WriteAllText(folder["authorized_keys"], File.ReadAllText(folder["two.pub"]));

        var gone = (await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None)))
            .Where(finding => finding.Status == FindingStatus.Gone).ToList();

        Assert.Equal([folder["authorized_keys"], folder["one"]], gone.Select(finding => finding.Path));
        Assert.All(gone, finding => Assert.Equal((LocationKinds.File, "one"), (finding.LocationKind, finding.KnownAs)));
    }

    [Fact]
    public async Task The_key_of_a_known_certificate_is_no_identity_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var server = ServerCertificate.Ecdsa(folder, "web.test");
        using (var run = _store.Session.Importer.Open(CancellationToken.None))
        {
            run.AddCertificate(server.Certificates[0], null, "test", new ImportDocumentation());
            Assert.All(run.Complete(), outcome => Assert.Null(outcome.Error));
        }

        var scan = new FileScan { Paths = [server.Key] };
        var found = Assert.Single(await CollectAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None)));
        Assert.Equal(("web.test", null, FindingStatus.Found), (found.KnownAs, found.Kind, found.Status));
        await ImportAsync(_store.Session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        Assert.Equal([IdentityKind.Certificate], _store.Session.Identities.Find(new IdentityQuery(), CancellationToken.None).Select(identity => identity.Kind));
    }

    [Fact]
    public async Task What_a_machine_has_no_longer_is_gone()
    {
        var machine = new FakeSshMachine
        {
            Accounts = { new SshAccount("root", "0", "/root"), new SshAccount("deploy", "1000", "/home/deploy") },
            ["/root/.ssh/authorized_keys"] = $"{Line('A')}\n{Line('B')}\n",
            ["/home/deploy/.ssh/authorized_keys"] = $"{Line('C')}\n",
            ["/srv/closed/authorized_keys"] = $"{Line('D')}\n",
            Effective = _ => "authorizedkeysfile .ssh/authorized_keys /srv/closed/authorized_keys\n",
        };
        using var session = With(machine);
        var scan = new SshHostScan([new SshDestination("web01") { Port = 2222 }]);
        await ImportAsync(session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        machine["/root/.ssh/authorized_keys"] = $"{Line('B')}\n";
        machine.Files.Remove("/home/deploy/.ssh/authorized_keys");
        machine.Accounts.RemoveAt(1);
        machine.Denied.Add("/srv/closed/authorized_keys");

        var again = await CollectAsync(session.SshKeys.FindAsync(scan, null, CancellationToken.None));

        Assert.Equal(
            ["/home/deploy/.ssh/authorized_keys", "/root/.ssh/authorized_keys"],
            again.Where(finding => finding.Status == FindingStatus.Gone).Select(finding => finding.Path));
        Assert.All(again, finding => Assert.StartsWith("[web01]:2222:/", finding.Location, StringComparison.Ordinal));
        Assert.All(again, finding => Assert.Equal("web01", finding.ComputerName));
    }

    [Fact]
    public async Task What_lies_behind_the_beginning_of_a_long_file_is_not_gone()
    {
        const string path = "/root/.ssh/authorized_keys";
        var machine = new FakeSshMachine { Accounts = { new SshAccount("root", "0", "/root") }, [path] = $"{Line('A')}\n{Line('B')}\n" };
        using var session = With(machine);
        var scan = new SshHostScan([new SshDestination("web01")]);
        await ImportAsync(session.SshKeys.FindAsync(scan, null, CancellationToken.None));
        machine[path] = $"{Line('A')}\n{Line('B')[..20]}";
        machine.Cut.Add(path);

        var again = await CollectAsync(session.SshKeys.FindAsync(scan, null, CancellationToken.None));

        Assert.Equal([FindingStatus.Incomplete, FindingStatus.Found], again.Select(finding => finding.Status));
        await ImportAsync(session.SshKeys.FindAsync(scan, null, CancellationToken.None));
    }

    [Fact]
    public async Task Lines_that_sshd_does_not_go_by_and_programs_that_it_asks_are_told()
    {
        var machine = new FakeSshMachine
        {
            Accounts = { new SshAccount("root", "0", "/root") },
            ["/root/.ssh/authorized_keys"] = $"{Line('A')}\nexpiry-time=\"20200101Z\" {Line('B')}\n",
            ["/root/.ssh/authorized_keys.bak"] = $"{Line('C')}\n",
            ["/srv/ca.pub"] = $"{Line('D')}\n",
            ["/srv/names/root"] = "ops\nnight\n",
            Effective = _ => "authorizedkeyscommand /usr/bin/keys\ntrustedusercakeys /srv/ca.pub\nauthorizedprincipalsfile /srv/names/%u\n",
        };
        using var session = With(machine);
        var found = await CollectAsync(session.SshKeys.FindAsync(new SshHostScan([new SshDestination("web01")]), null, CancellationToken.None));
        Assert.Equal(
            [null, "expiry-time=\"20200101Z\"", "sshd's configuration does not name this file"],
            found.Where(finding => finding.Role == SshKeyRole.AuthorizedKey).Select(finding => finding.Barred));
        Assert.Equal("principals=\"ops,night\"", Assert.Single(found, finding => finding.Role == SshKeyRole.TrustedAuthority).Options[0].ToString());
        var asked = Assert.Single(found, finding => finding.Status == FindingStatus.Incomplete);
        Assert.Contains("AuthorizedKeysCommand /usr/bin/keys", asked.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_strangers_know_are_told_when_they_are_found()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["id.pub"], Line('A'));
        var blob = Convert.FromBase64String(Line('A').Split(' ')[1]);
#pragma warning disable CA5351
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(blob));
#pragma warning restore CA5351
        File.WriteAllText(folder["blacklist.A-256"], digest[^20..]);
        using var session = DecoratedSession.Open(
            _store.Location, _store.Time, parts => parts with { WeakKeyLists = new Mim.Discovery.WeakKeyFiles([folder.Path]) });
        var found = Assert.Single(await CollectAsync(session.SshKeys.FindAsync(new FileScan { Paths = [folder["id.pub"]] }, null, CancellationToken.None)));
        Assert.Equal("DebianWeakKey", Assert.Single(found.Health).Rule);
    }

    [RequiresProgramFact("sh")]
    public async Task This_machine_is_gone_through() => Assert.All(
        await CollectAsync(_store.Session.SshKeys.FindAsync(CancellationToken.None)), finding => Assert.Null(finding.ComputerName));

    private MimSession With(FakeSshMachine machine) => DecoratedSession.Open(
        _store.Location, _store.Time, parts => parts with { SshDiscovery = parts.SshDiscovery with { Machines = new FakeSshMachines(machine) } });

    private static string Line(char octet) =>
        $"ssh-ed25519 {Convert.ToBase64String([0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Repeat((byte)octet, 32)])} {octet}@host";

    private async Task ImportAsync(IAsyncEnumerable<SshKeyFinding> findings)
    {
        using var run = _store.Session.Importer.Open(CancellationToken.None);
        foreach (var finding in await CollectAsync(findings))
        {
            run.AddFinding(finding, new ImportDocumentation());
        }

        Assert.All(run.Complete(), outcome => Assert.Null(outcome.Error));
    }

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
