using Mim.Core.Vault;

namespace Mim.Core.Ports;

/// <summary>Reads hand-offs of secrets.</summary>
public interface IHandOffReader
{
    /// <summary>The one whose token has that hash; null for none.</summary>
    HandOff? Find(string tokenHash);

    /// <summary>Those of an identity whose copies are not destroyed yet, oldest first.</summary>
    IReadOnlyList<HandOff> Waiting(Guid identityId);

    /// <summary>At most <paramref name="limit"/> that ended before or at <paramref name="now"/> and whose copies are not destroyed yet.</summary>
    IReadOnlyList<HandOff> Expired(DateTimeOffset now, int limit);
}
