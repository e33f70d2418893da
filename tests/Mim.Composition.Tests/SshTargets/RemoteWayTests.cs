using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>Hosts that are reached through another one, or where only root may do what there is to do.</summary>
public sealed class RemoteWayTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly SshServer _server = new();

    public void Dispose()
    {
        _store.Dispose();
        _server.Dispose();
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_key_is_replaced_and_proved_behind_a_jump_host()
    {
        using var near = new SshServer();
        File.AppendAllText(near["authorized_keys"], File.ReadAllText(_server.UserKey + ".pub"));
        File.AppendAllLines(_server.KnownHosts, File.ReadLines(near.KnownHosts));
        var key = Add(RemoteLoopback.Of(_server) with { JumpHost = $"{Environment.UserName}@127.0.0.1:{near.Port}" });
        AssertRotates(key);

        // One connection for the work, and one for each of the two proofs.
        Assert.Equal(3, File.ReadLines(near["log"]).Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal)));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_jump_host_that_lets_nobody_through_is_told()
    {
        using var near = new SshServer();
        File.AppendAllLines(_server.KnownHosts, File.ReadLines(near.KnownHosts));
        var key = Add(RemoteLoopback.Of(_server) with { JumpHost = $"{Environment.UserName}@127.0.0.1:{near.Port}" });
        var result = Next(_store.Session.Rotation.PublishAsync([key.Id], null, default));
        Assert.Equal(MimErrorCause.InstallFailed, result.Error?.Cause);
        Assert.Contains("Permission denied", result.Reason, StringComparison.Ordinal);
    }

    [RequiresRootFact("sshd", "ssh", "ssh-keygen", "sudo", "useradd")]
    public void What_only_root_may_write_is_written_by_sudo_and_by_nobody_else()
    {
        using var account = new ThrowawayAccount();
        account.AllowSudo();
        _server.OpenToAll();
        var host = RemoteLoopback.Of(_server) with { User = account.Name };
        var refused = Next(_store.Session.Rotation.PublishAsync([Add(host).Id], null, default));
        Assert.Equal(MimErrorCause.InstallFailed, refused.Error?.Cause);
        AssertRotates(Add(host with { UseSudo = true }));
    }

    private MachineIdentity Add(TargetHost host)
    {
        var key = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = $"deploy{host.UseSudo}" }, default);
        var settings = new AuthorizedKeysSettings { Account = Environment.UserName, Path = _server["authorized_keys"], Host = host };
        _store.Session.Targets.Add(new NewTarget { IdentityId = key.Id, Kind = TargetKind.AuthorizedKeys, Settings = settings }, default);
        return key;
    }

    private void AssertRotates(MachineIdentity key)
    {
        var before = File.ReadAllText(_server["authorized_keys"]);
        AssertCompleted(Next(_store.Session.Rotation.PublishAsync([key.Id], null, default)));
        var first = File.ReadAllText(_server["authorized_keys"]);
        AssertCompleted(Next(_store.Session.Rotation.RotateAsync([key.Id], new RotationOptions(), default)));
        var second = File.ReadAllText(_server["authorized_keys"]);
        Assert.NotEqual(first, second);
        Assert.All([first, second], text => Assert.StartsWith($"{before}ssh-ed25519 ", text, StringComparison.Ordinal));
    }

    private static void AssertCompleted(RotationResult result) => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);

    private RotationResult Next(IAsyncEnumerable<RotationResult> results)
    {
        // Two records of one moment would have no order.
        _store.Time.Now += TimeSpan.FromSeconds(1);
        return Assert.Single(results.ToBlockingEnumerable());
    }
}
