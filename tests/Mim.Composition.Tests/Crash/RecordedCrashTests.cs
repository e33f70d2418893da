using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Composition.Tests.Crash;

/// <summary>Work on two targets of files, resumed from every state that a death could leave, while a service loads them.</summary>
public sealed class RecordedCrashTests : IDisposable
{
    private readonly CrashFixture _fixture = new();
    private readonly MachineIdentity _web;

    public RecordedCrashTests() => _web = _fixture.Deliver("web");

    public void Dispose() => _fixture.Dispose();

    [UnixFact]
    public Task A_rotation_that_waits_for_a_window_waits_on()
    {
        _fixture.CloseWindow(_web);
        return ResumeEverywhere("wait", "killed while it waits for a maintenance window", "new", skip: 2, new() { [RotationOutcome.Completed] = 1 });
    }

    [UnixFact]
    public Task A_rotation_that_fails_leaves_one_version_working_everywhere() => ResumeEverywhere(
        "fail",
        "a rotation that fails is killed before or after any step",
        "new or old",
        skip: 3,
        new() { [RotationOutcome.Completed] = 1, [RotationOutcome.RolledBack] = 0 });

    [UnixFact]
    public Task An_undo_is_undone_by_the_next_run()
    {
        using (var session = _fixture.Open())
        {
            var rotated = session.Rotation.RotateAsync([_web.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().Single();
            Assert.Equal(RotationOutcome.Completed, rotated.Outcome);
        }

        return ResumeEverywhere("undo", "an undo is killed before or after any step", "old", skip: 4, new() { [RotationOutcome.Undone] = -1 });
    }

    [UnixFact]
    public Task A_repair_is_completed_by_the_next_run()
    {
        File.WriteAllText(Path.Combine(_fixture.Installed, "web.pem"), "half a file");
        return ResumeEverywhere(
            "repair", "the repair of what drifted is killed before or after any step", "old", skip: 5, new() { [RotationOutcome.Completed] = 0 });
    }

    private async Task ResumeEverywhere(string scenario, string name, string served, int skip, Dictionary<RotationOutcome, int> ends)
    {
        using var work = new RecordedWork(_fixture["inventory.db"], scenario, _web.Id, fewest: 9);
        var isRepair = scenario == "repair";
        var outcomes = await work.ResumeEverywhereAsync(ends, isRepair ? null : WatchAsync, isRepair: isRepair);
        DeliveryTable.AssertSays([$"| {TargetKind.File} | {name} | {outcomes} | {served} |"], $"{TargetKind.File}", skip);
    }

    private Task<IAsyncDisposable?> WatchAsync(Shot shot) => Task.FromResult<IAsyncDisposable?>(
        new InstalledReader(Path.Combine(_fixture.Installed, "web.pem"), null));
}
