using Mim.Core.Access;

namespace Mim.Core.Ports;

/// <summary>Evidence within one transaction.</summary>
public interface IEvidenceStore : IEvidenceReader
{
    void Add(Evidence evidence);
}
