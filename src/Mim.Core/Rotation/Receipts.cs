using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>Receipts that a journal keeps of its installations.</summary>
internal static class Receipts
{
    /// <summary>Each target that still exists, with what its installation replaced; in order of installation.</summary>
    public static IEnumerable<(Target Target, InstallReceipt Receipt)> Of(IEnumerable<JournalEntry> entries, ITargetReader targets) =>
        from entry in entries
        where entry is { Step: RotationStep.Install, State: JournalState.Done, TargetId: not null, Detail: not null }
        let target = targets.Get(entry.TargetId!.Value)
        where target is not null
        select (target, JsonSerializer.Deserialize<InstallReceipt>(entry.Detail!)!);
}
