using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>
/// Killed with SIGKILL at every reading, replacing, program and login of a rotation; that it is so for every write to the store too, other
/// tests see.
/// </summary>
public sealed class AuthorizedKeysCrashTests : IDisposable
{
    private const int MostCalls = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<SshServer> _server = new(() => new SshServer());

    private SshServer Server => _server.Value;

    public void Dispose()
    {
        _folder.Dispose();
        if (_server.IsValueCreated)
        {
            Server.Dispose();
        }
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void The_current_key_logs_in_whenever_a_rotation_died_and_the_next_run_completes_it() =>
        KillEverywhere("ssh", "after", RotationOutcome.Completed);

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void The_current_key_logs_in_whenever_a_rotation_died_that_is_taken_back() =>
        KillEverywhere("ssh-refused", "before", RotationOutcome.Completed, RotationOutcome.RolledBack);

    private void KillEverywhere(string scenario, string side, params RotationOutcome[] outcomes)
    {
        File.WriteAllBytes(Server["authorized_keys"], AuthorizedKeysFixture.Foreign);
        var identity = Deliver();
        var call = 1;
        while (KillAndRecover(scenario, identity, call, side, outcomes))
        {
            Assert.InRange(++call, 1, MostCalls);
        }

        Assert.InRange(call, 8, MostCalls);
    }

    private bool KillAndRecover(string scenario, MachineIdentity identity, int call, string side, RotationOutcome[] outcomes)
    {
        var died = MortalProcess.DiesAt(_folder["inventory.db"], scenario, identity.Id, call, side);
        using var session = DecoratedSession.Open(_folder["inventory.db"]);
        AssertLogsIn(session, identity);
        var resumed = Invariants.Recover(session);
        Assert.All(resumed, result => Assert.Contains(result.Outcome, outcomes));
        AssertLogsIn(session, identity);
        Assert.Single(AuthorizedKeysFixture.Ours(Server));
        return died;
    }

    private void AssertLogsIn(MimSession session, MachineIdentity identity)
    {
        var path = _folder["current"];
        session.Ssh.Exporter.ExportTo(path, new SshKeyExport { IdentityId = identity.Id, IncludePrivateKey = true }, overwrite: true, default);
        SshLogin.Run(Server.Port, path, Server.KnownHosts).Succeeded();
    }

    private MachineIdentity Deliver()
    {
        using var session = DecoratedSession.Open(_folder["inventory.db"]);
        var identity = session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy", Comment = "deploy@corp" }, default);
        session.Targets.Add(
            new NewTarget { IdentityId = identity.Id, Kind = TargetKind.AuthorizedKeys, Settings = AuthorizedKeysFixture.SettingsOf(Server) }, default);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(session.Rotation.PublishAsync([identity.Id], null, default).ToBlockingEnumerable()).Outcome);
        return identity;
    }
}
