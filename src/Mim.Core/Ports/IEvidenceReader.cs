using Mim.Core.Access;

namespace Mim.Core.Ports;

/// <summary>Reads evidence.</summary>
public interface IEvidenceReader
{
    /// <summary>The evidence of one identity, newest first, streamed.</summary>
    IEnumerable<Evidence> OfIdentity(Guid identityId, CancellationToken cancellationToken);
}
