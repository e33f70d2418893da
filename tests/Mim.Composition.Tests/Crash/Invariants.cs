using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Composition.Tests.Crash;

/// <summary>What must be true of a store after any crash, once its rotations have been resumed.</summary>
internal static class Invariants
{
    /// <summary>Resumes, and checks everything.</summary>
    public static IReadOnlyList<RotationResult> Recover(MimSession session, RotationOptions? options = null)
    {
        var resumed = session.Rotation.ResumeAsync([], options ?? new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().ToList();
        Assert.All(resumed, result => Assert.True(
            result.Outcome is RotationOutcome.Completed or RotationOutcome.RolledBack or RotationOutcome.Undone, $"{result.Outcome}: {result.Reason}"));
        Assert.All(session.Store.Test(CancellationToken.None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        Assert.Empty(session.Rotation.Find(new RotationQuery { Outcomes = [RotationOutcome.Running, RotationOutcome.Failed, RotationOutcome.Waiting] }, CancellationToken.None));
        var serials = new HashSet<string>();
        foreach (var identity in session.Identities.Find(new IdentityQuery(), CancellationToken.None).ToList())
        {
            Check(session, identity, serials);
        }

        return resumed;
    }

    private static void Check(MimSession session, MachineIdentity identity, HashSet<string> serials)
    {
        var versions = session.Identities.Versions(identity.Id);
        Assert.All(versions.Where(version => version.SerialNumber is not null), version => Assert.True(serials.Add(version.SerialNumber!), $"{identity.Name} has a serial number that was given before."));
        var current = versions.Single(version => version.Id == identity.CurrentVersionId);
        Assert.Equal((identity.Version, identity.Status, identity.SerialNumber), (current.Number, current.State, current.SerialNumber));
        Assert.DoesNotContain(versions, version => version.Id != current.Id && version.State is VersionState.Active or VersionState.PreActivation);

        var rotations = session.Rotation.Find(new RotationQuery { IdentityId = identity.Id }, CancellationToken.None).Where(record => !record.IsDelivery);
        Assert.Equal(versions.Count - 1, rotations.Count(record => record.NewVersionId is not null));
        foreach (var target in session.Targets.Find(identity.Id, CancellationToken.None).Where(target => target.InstalledVersionId is not null).ToList())
        {
            var test = session.Targets.TestAsync(target.Id, CancellationToken.None).GetAwaiter().GetResult();
            Assert.True(test.Holds, $"{identity.Name} at {target.Address}: {test.Reason}");
            Assert.Equal(current.Id, target.InstalledVersionId);
        }
    }
}
