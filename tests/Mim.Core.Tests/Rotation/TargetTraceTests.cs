using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Rotation;

public sealed class TargetTraceTests
{
    private static readonly HeldVersion _held = new(Guid.NewGuid(), 3);
    private static readonly InstallReceipt _receipt = new(new Dictionary<string, string> { ["/srv/web.pem"] = "/srv/.web.pem.copy" });
    private readonly Guid _target = Guid.NewGuid();

    [Fact]
    public void Lines_without_a_target_leave_no_trace() => Assert.Empty(TargetTrace.Of([Line(RotationStep.Plan, JournalState.Done, target: null)]));

    [Fact]
    public void What_was_held_is_what_the_first_line_says()
    {
        var trace = Assert.Single(TargetTrace.Of(
        [
            Line(RotationStep.Install, JournalState.Begun, _target, _held),
            Line(RotationStep.Install, JournalState.Begun, _target, new HeldVersion(Guid.NewGuid(), 4)),
        ]));
        Assert.Equal((_held, null, false), (trace.Held, trace.Receipt, trace.IsKept));
    }

    [Fact]
    public void Copies_are_kept_until_taken_back_or_cleared()
    {
        JournalEntry[] done = [Line(RotationStep.Install, JournalState.Begun, _target), Line(RotationStep.Install, JournalState.Done, _target, _receipt)];
        var kept = Assert.Single(TargetTrace.Of(done));
        Assert.True(kept.IsKept);
        Assert.Null(kept.Held);
        Assert.Equal(_receipt.PreviousCopies, kept.Receipt!.PreviousCopies);
        Assert.False(Assert.Single(TargetTrace.Of([.. done, Line(RotationStep.Install, JournalState.TakenBack, _target)])).IsKept);
        Assert.False(Assert.Single(TargetTrace.Of([.. done, Line(RotationStep.Retire, JournalState.Done, _target)])).IsKept);
    }

    [Fact]
    public void Targets_come_in_the_order_in_which_they_were_touched()
    {
        var other = Guid.NewGuid();
        var traces = TargetTrace.Of(
        [
            Line(RotationStep.Install, JournalState.Begun, other),
            Line(RotationStep.Install, JournalState.Begun, _target),
            Line(RotationStep.Prove, JournalState.Done, other),
        ]);
        Assert.Equal([other, _target], traces.Select(trace => trace.TargetId));
    }

    private static JournalEntry Line(RotationStep step, JournalState state, Guid? target, object? detail = null) => new()
    {
        RotationId = Guid.Empty,
        Sequence = 1,
        Step = step,
        State = state,
        TargetId = target,
        Detail = detail is null ? null : JsonSerializer.Serialize(detail),
        At = Sample.Now,
    };
}
