using Mim.Core.Identities;
using Mim.Core.Policies;

namespace Mim.Core.Ports;

/// <summary>Policies within one transaction.</summary>
public interface IPolicyStore : IPolicyReader
{
    /// <summary>Adds or replaces the policy of its tier.</summary>
    void Put(IdentityPolicy policy);

    /// <summary>Removes the set policy of a tier, so that the built-in one applies; false when none was set.</summary>
    bool Remove(Criticality criticality);
}
