using Mim.Core.Sealing;

namespace Mim.Core.Ports;

/// <summary>Reads sealed values.</summary>
public interface ISealedReader
{
    SealedValue? Get(Guid ownerId, SealedPurpose purpose);

    /// <summary>At most <paramref name="limit"/> values whose data key is wrapped by an older generation.</summary>
    IReadOnlyList<SealedValue> WrappedBefore(int generation, int limit);
}
