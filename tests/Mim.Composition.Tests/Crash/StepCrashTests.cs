using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Crash;

/// <summary>Killed with SIGKILL at every write to the store and every call of a target.</summary>
public sealed class StepCrashTests : IDisposable
{
    private readonly CrashFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [UnixFact]
    public Task A_rotation_killed_anywhere_is_completed_by_the_next_run() => KillEverywhere("rotate", fewest: 14, (before, after, outcomes) =>
    {
        Assert.All(outcomes, outcome => Assert.Equal(RotationOutcome.Completed, outcome));
        Assert.Equal(before.Version + (outcomes.Count == 0 ? 0 : 1), after.Version);
    });

    [UnixFact]
    public Task A_rotation_that_waits_for_a_window_and_is_killed_anywhere_waits_on() => KillEverywhere("wait", fewest: 14, (before, after, outcomes) =>
    {
        Assert.All(outcomes, outcome => Assert.Equal(RotationOutcome.Completed, outcome));
        Assert.Equal(before.Version + (outcomes.Count == 0 ? 0 : 1), after.Version);
    });

    [UnixFact]
    public Task A_rotation_that_fails_and_is_killed_anywhere_leaves_one_version_working_everywhere() => KillEverywhere("fail", fewest: 18, (before, after, outcomes) =>
    {
        Assert.All(outcomes, outcome => Assert.True(outcome is RotationOutcome.Completed or RotationOutcome.RolledBack));
        Assert.Equal(outcomes.Contains(RotationOutcome.Completed), after.Version > before.Version);
    });

    [UnixFact]
    public Task An_undo_killed_anywhere_is_undone_by_the_next_run() => KillEverywhere("undo", fewest: 8, (before, after, outcomes) =>
    {
        Assert.All(outcomes, outcome => Assert.Equal(RotationOutcome.Undone, outcome));
        Assert.Equal(outcomes.Count == 0, after.Version == before.Version);
    });

    /// <summary>
    /// Dies before the first call, before the second … and after the last: nothing happens between one call and the next, so
    /// after one is before the next.
    /// </summary>
    private async Task KillEverywhere(
        string scenario, int fewest, Action<MachineIdentity, MachineIdentity, IReadOnlyList<RotationOutcome>> check)
    {
        var web = _fixture.Deliver("web");
        if (scenario == "wait")
        {
            _fixture.CloseWindow(web);
        }

        await using var together = new InstalledReader(Path.Combine(_fixture.Installed, "web.pem"), null);
        await using var pair = new InstalledReader(Path.Combine(_fixture.Installed, "web.pair.pem"), Path.Combine(_fixture.Installed, "web.pair.key"));
        var calls = 0;
        while (KillAndRecover(scenario, web, calls + 1, "before", check))
        {
            calls++;
        }

        Assert.InRange(calls, fewest, 60);
        Assert.True(KillAndRecover(scenario, web, calls, "after", check));
        Assert.True(together.Reads > calls && pair.Reads > calls);
        AssertPair("web.pem", "web.pem");
        AssertPair("web.pair.pem", "web.pair.key");
    }

    private bool KillAndRecover(
        string scenario, MachineIdentity identity, int call, string side, Action<MachineIdentity, MachineIdentity, IReadOnlyList<RotationOutcome>> check)
    {
        using var session = _fixture.Open();
        if (scenario == "undo")
        {
            var rotated = session.Rotation.RotateAsync([identity.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().Single();
            Assert.Equal(RotationOutcome.Completed, rotated.Outcome);
        }

        var before = session.Identities.Get(identity.Id);
        var died = _fixture.DiesAt(scenario, identity, call, side);
        // A run that may not install outside windows comes first; what it leaves waiting is forced.
        var allowed = scenario == "wait" ? session.Rotation.ResumeAsync([], CancellationToken.None).ToBlockingEnumerable().ToList() : [];
        List<RotationResult> resumed =
        [
            .. allowed.Where(result => result.Outcome != RotationOutcome.Waiting),
            .. Invariants.Recover(session, new RotationOptions { Force = true }),
        ];
        if (died)
        {
            var ended = side == "after" && resumed.Count == 0 ? [Last(session, identity)] : resumed.Select(result => result.Outcome).ToList();
            check(before, session.Identities.Get(identity.Id), ended);
        }

        return died;
    }

    private static RotationOutcome Last(Core.MimSession session, MachineIdentity identity) =>
        session.Rotation.Find(new RotationQuery { IdentityId = identity.Id, First = 1 }, CancellationToken.None).Single().Outcome;

    private void AssertPair(string certificate, string key)
    {
        var ofCertificate = ProgramRunner.Run("openssl", "x509", "-in", Path.Combine(_fixture.Installed, certificate), "-noout", "-pubkey");
        var ofKey = ProgramRunner.Run("openssl", "pkey", "-in", Path.Combine(_fixture.Installed, key), "-pubout");
        Assert.Equal(ofCertificate.Succeeded().Output, ofKey.Succeeded().Output);
    }
}
