using Mim.Composition.Tests.Services;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Crash;

/// <summary>Killed with SIGKILL before and after what a rotation does on another host.</summary>
public sealed class RemoteCrashTests
{
    // Before and after installing and proving, among the writes to the store and the calls of targets.
    private static readonly IEnumerable<int> _deaths = Enumerable.Range(4, 4);

    [RequiresProgramFact("ssh", "sshd")]
    public void Files_of_another_host_are_proved_after_any_death()
    {
        using var folder = new TemporaryFolder();
        using var sshd = new RemoteLoopback();
        var store = folder["inventory.db"];
        using var session = DecoratedSession.Open(store);
        sshd.Trust(session);
        session.Authorities.Create(new() { Name = "corp" }, CancellationToken.None);
        var web = session.Certificates.Issue(new() { Name = "web" }, CancellationToken.None);
        Directory.CreateDirectory(folder["there"]);
        var files = new FileTargetSettings { Host = sshd.Host, Path = folder["there/web.pem"], KeyPath = folder["there/web.key"] };
        session.Targets.Add(new NewTarget { IdentityId = web.Id, Settings = files }, CancellationToken.None);
        var published = session.Rotation.PublishAsync([web.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);
        Assert.All(_deaths, call => KillAndRecover(store, session, web.Id, call));

        // What was there before may be kept; what a dead run wrote may not.
        Assert.Empty(Directory.EnumerateFiles(folder["there"], ".mim-*"));
    }

    private static void KillAndRecover(string store, MimSession session, Guid id, int call)
    {
        var before = session.Identities.Get(id).Version;
        Assert.True(MortalProcess.DiesAt(store, "rotate", id, call, "before"), $"It was over before call {call}.");
        var outcomes = Invariants.Recover(session).Select(result => result.Outcome).ToList();
        Assert.All(outcomes, outcome => Assert.True(outcome is RotationOutcome.Completed or RotationOutcome.RolledBack, $"{outcome}"));
        Assert.Equal(outcomes.Contains(RotationOutcome.Completed), session.Identities.Get(id).Version > before);
    }
}
