using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Crash;

/// <summary>A process of its own for each death: killed with SIGKILL at every write to the store and every call of a target.</summary>
public sealed class StepCrashTests : IDisposable
{
    private const int FewestCalls = 14;
    private const int MostCalls = 60;
    private readonly CrashFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    /// <summary>
    /// Dies before the first call, before the second … and after the last: nothing happens between one call and the next, so
    /// after one is before the next.
    /// </summary>
    [UnixFact]
    public async Task A_rotation_killed_anywhere_is_completed_by_the_next_run()
    {
        var web = _fixture.Deliver("web");
        await using var together = new InstalledReader(Path.Combine(_fixture.Installed, "web.pem"), null);
        await using var pair = new InstalledReader(Path.Combine(_fixture.Installed, "web.pair.pem"), Path.Combine(_fixture.Installed, "web.pair.key"));
        var calls = 0;
        while (KillAndRecover(web, calls + 1, "before"))
        {
            calls++;
        }

        Assert.InRange(calls, FewestCalls, MostCalls);
        Assert.True(KillAndRecover(web, calls, "after"));
        Assert.True(together.Reads > calls && pair.Reads > calls);
        AssertPair("web.pem", "web.pem");
        AssertPair("web.pair.pem", "web.pair.key");
    }

    private bool KillAndRecover(MachineIdentity identity, int call, string side)
    {
        using var session = _fixture.Open();
        var before = session.Identities.Get(identity.Id).Version;
        var died = _fixture.DiesAt("rotate", identity, call, side);
        var resumed = Invariants.Recover(session);
        Assert.All(resumed, result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        var isDone = !died || side == "after" || resumed.Count > 0;
        Assert.Equal(isDone ? before + 1 : before, session.Identities.Get(identity.Id).Version);
        return died;
    }

    private void AssertPair(string certificate, string key)
    {
        var ofCertificate = ProgramRunner.Run("openssl", "x509", "-in", Path.Combine(_fixture.Installed, certificate), "-noout", "-pubkey");
        var ofKey = ProgramRunner.Run("openssl", "pkey", "-in", Path.Combine(_fixture.Installed, key), "-pubout");
        Assert.Equal(ofCertificate.Succeeded().Output, ofKey.Succeeded().Output);
    }
}
