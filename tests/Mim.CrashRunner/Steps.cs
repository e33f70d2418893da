using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.CrashRunner;

/// <summary>One rotation, one that waits for a window before it goes on, one that fails at its last proof, or one undo.</summary>
internal static class Steps
{
    public static async Task RunAsync(string store, string scenario, Guid id, Death death)
    {
        using var session = DecoratedSession.Open(store, TimeProvider.System, parts =>
        {
            var target = new FaultyTarget(new MortalTarget(parts.Targets.Single(adapter => adapter.Kind == TargetKind.File), death));
            if (scenario == "fail")
            {
                FailLastProof(target);
            }

            return parts with { Inventory = new MortalInventory(parts.Inventory, death), Targets = [target] };
        });
        if (scenario == "undo")
        {
            var query = new RotationQuery { IdentityId = id, Outcomes = [RotationOutcome.Completed], First = 1 };
            await session.Rotation.UndoAsync(session.Rotation.Find(query, CancellationToken.None).Single().Id, CancellationToken.None);
            return;
        }

        await Drain(session.Rotation.RotateAsync([id], new RotationOptions(), CancellationToken.None));
        if (scenario == "wait")
        {
            await Drain(session.Rotation.ResumeAsync([], new RotationOptions { Force = true }, CancellationToken.None));
        }
    }

    private static async Task Drain(IAsyncEnumerable<RotationResult> results)
    {
        await foreach (var _ in results)
        {
            continue;
        }
    }

    private static void FailLastProof(FaultyTarget faulty)
    {
        var proofs = 0;
        faulty.After = (method, _) => method == nameof(ITargetAdapter.ProveAsync) && ++proofs == 2
            ? throw new MimException(MimErrorCause.ProofFailed, "The service does not start.")
            : Task.CompletedTask;
    }
}
