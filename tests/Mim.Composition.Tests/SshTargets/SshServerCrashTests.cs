using System.Globalization;
using System.Net;
using Mim.Composition.Tests.Crash;
using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Ssh;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>What a real sshd reads, gone on with from what a death at any step of its delivery would leave.</summary>
public sealed class SshServerCrashTests : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly MimSession _session;
    private SshServer? _server;

    public SshServerCrashTests() => _session = DecoratedSession.Open(Store);

    private string Store => _folder["inventory.db"];

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
        _server?.Dispose();
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task Killed_anywhere_a_host_shows_a_certificate_that_was_proved()
    {
        var server = Start("HostCertificate %d/web-cert.pub");
        _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "hosts", Use = SshAuthorityUse.Host }, default);
        var key = await File.ReadAllBytesAsync(server.HostKey("ed25519") + ".pub");
        var host = _session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = "web", IsForHost = true, PublicKey = key, Principals = ["127.0.0.1"] }, default);
        AddTarget(host, TargetKind.SshHostCertificate, "web-cert.pub", new ServiceListener("127.0.0.1", server.Port));
        Publish(host);
        using var work = new RecordedWork(Store, "fail-only", host.Id, fewest: 14);

        // sshd begins anew for each.
        var outcomes = await work.ResumeEverywhereAsync(DeliveryCase.KilledEnds, shot => ShowAsync(work, shot), work.Turns);
        DeliveryTable.AssertSaysOfSsh(
            "SshHostCertificate", "a rotation that fails is killed before or after any step", outcomes, "shows the new or the old");
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task Killed_anywhere_a_server_lets_in_whom_the_authority_certified()
    {
        var server = Start("TrustedUserCAKeys %d/web.cas");
        var theirs = _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "theirs" }, default).Identity;
        _session.Ssh.Exporter.ExportTo(server["web.cas"], new SshKeyExport { IdentityId = theirs.Id }, overwrite: true, default);
        var before = Issue("before", "theirs");
        var ours = _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "ours" }, default).Identity;
        AddTarget(ours, TargetKind.SshTrustedAuthority, "web.cas");
        using var work = new RecordedWork(Store, "deliver", ours.Id, fewest: 6);
        var outcomes = await work.ResumeEverywhereAsync(
            new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 0 },
            _ => Task.FromResult<IAsyncDisposable?>(LetsIn(server, before.Path)));
        Assert.True(LogsIn(server, Issue("after", "ours").Path));
        DeliveryTable.AssertSaysOfSsh(
            "SshTrustedAuthority", "its delivery is killed before or after any step", outcomes, "what it let in, and then the new");
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task Killed_anywhere_a_list_keeps_out_what_it_kept_out_and_then_what_is_revoked_since()
    {
        var server = Start("TrustedUserCAKeys %d/cas", "RevokedKeys %d/web.krl");
        var authority = _session.Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, default).Identity;
        _session.Ssh.Exporter.ExportTo(server["cas"], new SshKeyExport { IdentityId = authority.Id }, overwrite: true, default);
        var (before, since, never) = (Issue("before", "users"), Issue("since", "users"), Issue("never", "users"));
        Revoke(before.Id);
        AddTarget(authority, TargetKind.SshRevokedKeys, "web.krl");
        Publish(authority);
        Revoke(since.Id);
        using var work = new RecordedWork(Store, "deliver-list", authority.Id, fewest: 6);
        var outcomes = await work.ResumeEverywhereAsync(
            new Dictionary<RotationOutcome, int> { [RotationOutcome.Completed] = 0 },
            _ =>
            {
                Assert.False(LogsIn(server, before.Path));
                return Task.FromResult<IAsyncDisposable?>(LetsIn(server, never.Path));
            },
            isRepair: true);
        Assert.Equal((false, false), (LogsIn(server, before.Path), LogsIn(server, since.Path)));
        DeliveryTable.AssertSaysOfSsh("SshRevokedKeys", "killed before or after any step", outcomes, "all but what is revoked");
    }

    private static bool LogsIn(SshServer server, string key) => SshLogin.Run(server.Port, key, server.KnownHosts).ExitCode == 0;

    private static RepeatedLogin LetsIn(SshServer server, string key) => new([server], key, clients: 1);

    private SshServer Start(params IReadOnlyList<string> settings) => _server = new SshServer(null, settings);

    private void AddTarget(MachineIdentity identity, TargetKind kind, string file, params IReadOnlyList<ServiceListener> listeners)
    {
        var settings = new SshServerSettings { Path = _server![file], Configuration = _server["sshd_config"], Listeners = listeners };
        _session.Targets.Add(new NewTarget { IdentityId = identity.Id, Kind = kind, Settings = settings }, default);
    }

    private void Publish(MachineIdentity identity)
    {
        var published = Assert.Single(_session.Rotation.PublishAsync([identity.Id], null, default).ToBlockingEnumerable());
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
    }

    /// <summary>A certificate, and the path of its key.</summary>
    private (Guid Id, string Path) Issue(string name, string authority)
    {
        var identity = _session.Ssh.Certificates.Issue(
            new NewSshCertificate { Name = name, Authority = authority, Principals = [Environment.UserName] }, default);
        var path = _folder[name];
        var key = new SshKeyExport { IdentityId = identity.Id, IncludePrivateKey = true };
        _session.Ssh.Exporter.ExportTo(path, key, overwrite: true, default);
        _session.Ssh.Exporter.ExportTo($"{path}-cert.pub", new SshKeyExport { IdentityId = identity.Id }, overwrite: true, default);
        return (identity.Id, path);
    }

    private void Revoke(Guid id)
    {
        _session.Revocation.Revoke(id, new RevocationRequest(), default);
        _session.Ssh.RevocationLists.Publish(path: null, "test", default);
    }

    /// <summary>Has sshd show what it showed at one moment, and puts the file back as it was then.</summary>
    private async Task<IAsyncDisposable?> ShowAsync(RecordedWork work, Shot shot)
    {
        var file = work.Files.Single();
        FileSnapshot.Restore(work.Files, work.Shots.First(one => SerialIn(one, file) == shot.Served).Files);
        ProgramRunner.Run("kill", "-s", "HUP", (await File.ReadAllTextAsync(_server!["pid"])).Trim()).Succeeded();
        var question = new SshEndpointQuestion(IPAddress.Loopback, _server.Port, _patience);
        while (true)
        {
            var answer = await new SshHostKeyProbe().AskAsync(question, default);
            if (answer.Keys.Any(key => key.Certificate?.SerialNumber.ToString(CultureInfo.InvariantCulture) == shot.Served))
            {
                break;
            }

            await Task.Delay(_pause);
        }

        FileSnapshot.Restore(work.Files, shot.Files);
        return null;
    }

    private static string? SerialIn(Shot shot, string file)
    {
        var path = Path.Combine(shot.Files, "0", Path.GetFileName(file));
        return File.Exists(path)
            ? ProgramRunner.Run("ssh-keygen", "-L", "-f", path).Succeeded().Output.Split("Serial: ")[1].Split('\n')[0]
            : null;
    }
}
