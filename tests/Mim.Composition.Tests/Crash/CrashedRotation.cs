using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Composition.Tests.Crash;

/// <summary>A rotation that dies before its first call, before its second … and after its last, and is resumed each time.</summary>
internal sealed class CrashedRotation(string store, MimSession session, MachineIdentity identity)
{
    private const int MostCalls = 60;

    /// <summary>Kills it at some calls only, where each takes long.</summary>
    public void KillAt(string scenario, IEnumerable<(int Call, string Side)> deaths) => Assert.All(
        deaths, death => Assert.True(KillAndRecover(scenario, death.Call, death.Side), $"{death}: it was over before."));

    public void KillEverywhere(string scenario, int fewest)
    {
        var calls = 0;
        while (KillAndRecover(scenario, calls + 1, "before"))
        {
            calls++;
        }

        Assert.InRange(calls, fewest, MostCalls);
        Assert.True(KillAndRecover(scenario, calls, "after"));
    }

    private bool KillAndRecover(string scenario, int call, string side)
    {
        var before = session.Identities.Get(identity.Id).Version;
        var died = MortalProcess.DiesAt(store, scenario, identity.Id, call, side);
        var outcomes = Invariants.Recover(session).Select(result => result.Outcome).ToList();
        Assert.All(outcomes, outcome => Assert.True(outcome is RotationOutcome.Completed or RotationOutcome.RolledBack, $"{outcome}"));
        if (died && outcomes.Count > 0)
        {
            Assert.Equal(outcomes.Contains(RotationOutcome.Completed), session.Identities.Get(identity.Id).Version > before);
        }

        return died;
    }
}
