using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>The rotation journal within one transaction.</summary>
public interface IJournalStore : IJournalReader
{
    /// <summary>Adds or replaces.</summary>
    void Put(RotationRecord rotation);

    void Append(JournalEntry entry);

    /// <summary>Sequence of the last entry of a rotation; 0 where there is none.</summary>
    int Length(Guid rotationId);
}
