using Mim.Core.Rotation;

namespace Mim.Core.Ports;

/// <summary>The rotation journal within one transaction.</summary>
public interface IJournalStore : IJournalReader
{
    /// <summary>Adds or replaces.</summary>
    void Put(RotationRecord rotation);

    void Append(JournalEntry entry);
}
