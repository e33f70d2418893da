using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>Reads the rotation journal.</summary>
public interface IJournalReader
{
    RotationRecord? Get(Guid rotationId);

    IEnumerable<RotationRecord> Find(RotationQuery query, CancellationToken cancellationToken);

    IReadOnlyList<JournalEntry> Entries(Guid rotationId);
}
