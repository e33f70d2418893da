using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Stores;

namespace Mim.Core.Rotation;

/// <summary>What a journal says about one target that its rotation touched.</summary>
/// <param name="TargetId">The target, which may be gone by now.</param>
/// <param name="Held">What it held before; null for nothing of ours.</param>
/// <param name="Receipt">What the installation replaced; null when it did not end.</param>
/// <param name="IsBack">It has been taken back.</param>
/// <param name="IsCleared">The previous copies have been destroyed.</param>
internal sealed record TargetTrace(Guid TargetId, HeldVersion? Held, InstallReceipt? Receipt, bool IsBack, bool IsCleared)
{
    /// <summary>What was installed when the held version had to be installed again; null when its copies were enough.</summary>
    public InstallReceipt? PutBack { get; init; }

    /// <summary>Whether previous copies may still lie there.</summary>
    public bool IsKept => Receipt is not null && !IsBack && !IsCleared;

    /// <summary>The touched targets, in the order in which they were touched first.</summary>
    public static IReadOnlyList<TargetTrace> Of(IEnumerable<JournalEntry> entries) =>
    [
        .. from entry in entries
           where entry.TargetId is not null
           group entry by entry.TargetId!.Value into lines
           select Of(lines.Key, [.. lines]),
    ];

    private static TargetTrace Of(Guid targetId, List<JournalEntry> lines)
    {
        // A resumed run begins again, and what it finds then may be its own.
        var begun = lines.Find(line => line is { Step: RotationStep.Install, State: JournalState.Begun });
        var done = lines.FindLast(line => line is { Step: RotationStep.Install, State: JournalState.Done });
        return new TargetTrace(
            targetId,
            Read<HeldVersion>(begun),
            Read<InstallReceipt>(done),
            lines.Exists(line => line.State == JournalState.TakenBack),
            lines.Exists(line => line is { Step: RotationStep.Retire, State: JournalState.Done }))
        {
            PutBack = Read<InstallReceipt>(lines.FindLast(line => line is { State: JournalState.TakenBack, Detail: not null })),
        };
    }

    private static T? Read<T>(JournalEntry? line)
        where T : class => line?.Detail is { } detail ? StoredRows.FromJson<T>(detail, "the journal of a rotation") : null;
}
