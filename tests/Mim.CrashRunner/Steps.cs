using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Delivery;
using Mim.Delivery.Commands;
using Mim.Pki.Credentials;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.CrashRunner;

/// <summary>
/// One rotation, one that waits for a window before it goes on, one that fails at its last proof (of two targets, or of one only),,
/// one undo, or the way from one root to the next.
/// </summary>
internal static class Steps
{
    public static async Task RunAsync(string store, string scenario, Guid id, Death death)
    {
        using var session = DecoratedSession.Open(store, TimeProvider.System, parts =>
        {
            FaultyTarget Mortal(ITargetAdapter adapter) => new(new MortalTarget(adapter, death));
            var targets = Targets(parts, new MortalRunner(new LocalCommandRunner(parts.Time), death)).Select(Mortal).ToList();
            if (scenario == "fail")
            {
                FailLastProof(targets, proofs: 2);
            }
            else if (scenario == "fail-only")
            {
                FailLastProof(targets, proofs: 1);
            }

            return parts with
            {
                Inventory = new MortalInventory(parts.Inventory, death),
                Targets = targets,
                Remote = parts.Remote with { Targets = host => [.. parts.Remote.Targets(host).Select(Mortal)] },
            };
        });
        if (scenario == "undo")
        {
            var query = new RotationQuery { IdentityId = id, Outcomes = [RotationOutcome.Completed], First = 1 };
            await session.Rotation.UndoAsync(session.Rotation.Find(query, CancellationToken.None).Single().Id, CancellationToken.None);
            return;
        }

        if (scenario == "authority")
        {
            await AuthorityChange.RunAsync(session, id, begins: true);
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

    private static IReadOnlyList<ITargetAdapter> Targets(SessionParts parts, ICommandRunner runner) => new TargetAdapterSet(
        parts.CredentialEncoder, new CredentialDecoder(), parts.CertificateReader, parts.Discovery.Probe, parts.Discovery.Resolver, parts.Time)
        .On(TargetAdapterSet.Local(runner));

    /// <summary>Of an identity with so many targets.</summary>
    private static void FailLastProof(List<FaultyTarget> targets, int proofs)
    {
        // Each target is looked at before it is installed at, and proved after.
        var left = 2 * proofs;
        targets.ForEach(faulty => faulty.After = (method, _) => method == nameof(ITargetAdapter.ProveAsync) && --left == 0
            ? throw new MimException(MimErrorCause.ProofFailed, "The service does not start.")
            : Task.CompletedTask);
    }
}
