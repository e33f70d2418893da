using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Trouble;

/// <summary>Targets on a host that cannot be reached, or is not the one it should be.</summary>
public sealed class RemoteTroubleTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly RemoteLoopback _sshd = new();
    private readonly MachineIdentity _web;

    public RemoteTroubleTests()
    {
        _store.NewAuthority();
        _web = _store.NewCertificate("web01");
    }

    public void Dispose()
    {
        _store.Dispose();
        _sshd.Dispose();
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task What_was_begun_before_the_host_was_lost_is_finished_when_it_is_back()
    {
        var port = LoopbackPort.Free();
        var target = Add(_sshd.Host with { Port = port });
        await using (new LoopbackRelay(port, _sshd.Server.Port))
        {
            _sshd.Trust(_store.Session, port);
            Assert.Equal(RotationOutcome.Completed, Rotate().Outcome);
        }

        _store.Reopen();
        var lost = Rotate();
        Assert.Contains("127.0.0.1", lost.Reason, StringComparison.Ordinal);
        Assert.Equal(2, _store.Session.Identities.Get(_web.Id).Version);
        Assert.False((await _store.Session.Targets.TestAsync(target.Id, default)).Holds);

        await using (new LoopbackRelay(port, _sshd.Server.Port))
        {
            foreach (var resumed in _store.Session.Rotation.ResumeAsync([], default).ToBlockingEnumerable())
            {
                Assert.Equal(RotationOutcome.RolledBack, resumed.Outcome);
            }

            Assert.True((await _store.Session.Targets.TestAsync(target.Id, default)).Holds);
            Assert.Equal(RotationOutcome.Completed, Rotate().Outcome);
        }
    }

    [RequiresProgramFact("ssh", "sshd")]
    public void A_host_that_the_inventory_does_not_know_gets_nothing()
    {
        Add(_sshd.Host);
        var refused = Rotate();
        Assert.NotEqual(RotationOutcome.Completed, refused.Outcome);
        Assert.Contains("Find-MachineSshKey", refused.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(_store["web.pem"]));

        _sshd.Trust(_store.Session);
        Assert.All(_store.Session.Rotation.ResumeAsync([], default).ToBlockingEnumerable(), resumed => Assert.Equal(RotationOutcome.RolledBack, resumed.Outcome));
        Assert.Equal(RotationOutcome.Completed, Rotate().Outcome);
        Assert.True(File.Exists(_store["web.pem"]));
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_host_that_shows_another_key_than_before_gets_nothing()
    {
        var port = LoopbackPort.Free();
        Add(_sshd.Host with { Port = port });
        using (var before = new RemoteLoopback())
        {
            await using var relay = new LoopbackRelay(port, before.Server.Port);
            before.Trust(_store.Session, port);
        }

        await using var now = new LoopbackRelay(port, _sshd.Server.Port);
        var refused = Rotate();
        Assert.NotEqual(RotationOutcome.Completed, refused.Outcome);
        Assert.Contains("ANOTHER HOST KEY", refused.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(_store["web.pem"]));
    }

    private Target Add(TargetHost host) => _store.Session.Targets.Add(
        new NewTarget
        {
            IdentityId = _web.Id,
            Settings = new FileTargetSettings { Host = host, Path = _store["web.pem"], KeyPath = _store["web.key"] },
        },
        default);

    private RotationResult Rotate()
    {
        _store.Time.Now += TimeSpan.FromSeconds(1);
        return _store.Session.Rotation.RotateAsync([_web.Id], new RotationOptions(), default).ToBlockingEnumerable().Single();
    }
}
