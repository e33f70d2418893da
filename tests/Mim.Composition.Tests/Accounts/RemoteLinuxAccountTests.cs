using System.Text;
using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Delivery;
using Mim.Delivery.Commands;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

/// <summary>Accounts of another host: a real sshd on loopback.</summary>
public sealed class RemoteLinuxAccountTests : IDisposable
{
    private const string Before = "before-Password-1";
    private readonly LinuxAccounts _accounts = new();
    private readonly TestSession _store = new();
    private readonly SshServer _server;

    public RemoteLinuxAccountTests() => _server = new SshServer(null, $"SetEnv PATH={_accounts.SearchPath}");

    public void Dispose()
    {
        _store.Dispose();
        _server.Dispose();
    }

    [RequiresRootFact("sshd", "ssh", "ssh-keygen", "useradd", "chpasswd", "su", "setpriv")]
    public async Task A_password_is_registered_rotated_and_taken_back_over_ssh()
    {
        var identity = await RegisterAsync("far", RemoteLoopback.Of(_server));
        Assert.StartsWith($"[127.0.0.1]:{_server.Port}:Linux ", Assert.Single(_store.Session.Targets.Find(identity.Id, default)).Address, StringComparison.Ordinal);
        var rotated = Rotate(identity);
        Assert.True(rotated.Outcome == RotationOutcome.Completed, rotated.Reason);
        Assert.Equal(LoginAnswer.Refused, await LogInHereAsync("far", Before));
        var back = await _store.Session.Rotation.UndoAsync(rotated.RotationId!.Value, default);
        Assert.True(back.Outcome == RotationOutcome.Undone, back.Reason);
        Assert.Equal(LoginAnswer.Accepted, await LogInHereAsync("far", Before));
    }

    [RequiresRootFact("sshd", "ssh", "ssh-keygen", "useradd", "chpasswd", "su", "setpriv")]
    public async Task A_wrong_password_and_a_host_that_is_gone_are_told()
    {
        _accounts.Make("wrong", "another-Password");
        var error = await Assert.ThrowsAsync<MimException>(() => RegisterAsync("wrong", RemoteLoopback.Of(_server), isMade: true));
        Assert.Equal(MimErrorCause.ProofFailed, error.Cause);
        Assert.Contains($"[127.0.0.1]:{_server.Port}", error.Message, StringComparison.Ordinal);

        var host = RemoteLoopback.Of(_server) with { KnownHostsFile = _server.UserKey };
        error = await Assert.ThrowsAsync<MimException>(() => RegisterAsync("unknown", host));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.Empty(_store.Session.Identities.Find(new IdentityQuery(), default));
    }

    [RequiresRootFact("sshd", "ssh", "ssh-keygen", "sudo", "useradd", "chpasswd", "su", "setpriv")]
    public async Task Who_is_not_root_there_changes_by_sudo_or_nothing()
    {
        using var account = new ThrowawayAccount();
        account.AllowSudo();
        _server.OpenToAll();
        var host = RemoteLoopback.Of(_server) with { User = account.Name };
        var powerless = await RegisterAsync("powerless", host);
        var refused = Rotate(powerless);
        Assert.Equal(RotationOutcome.RolledBack, refused.Outcome);
        Assert.Equal(MimErrorCause.AccessDenied, refused.Error?.Cause);
        Assert.Contains("by sudo", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(LoginAnswer.Accepted, await LogInHereAsync("powerless", Before));

        var rotated = Rotate(await RegisterAsync("by-sudo", host with { UseSudo = true }));
        Assert.True(rotated.Outcome == RotationOutcome.Completed, rotated.Reason);
    }

    private async Task<MachineIdentity> RegisterAsync(string account, TargetHost host, bool isMade = false)
    {
        if (!isMade)
        {
            _accounts.Make(account, Before);
        }

        using var password = KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(Before));
        return await _store.Session.Accounts.RegisterAsync(
            new NewAccount { Name = account, Settings = _accounts.Settings(account) with { Host = host }, Password = password }, default);
    }

    private RotationResult Rotate(MachineIdentity identity)
    {
        _store.Time.Now += TimeSpan.FromSeconds(1);
        return Assert.Single(_store.Session.Rotation.RotateAsync([identity.Id], new RotationOptions(), default).ToBlockingEnumerable());
    }

    private async Task<LoginAnswer> LogInHereAsync(string account, string password)
    {
        using var credential = AccountServer.Credential(_accounts.NameOf(account), password);
        var rotator = Assert.Single(AccountRotatorSet.OfMachine(new LocalCommandRunner(TimeProvider.System)));
        return await rotator.LogInAsync(_accounts.Settings(account), credential, default);
    }
}
