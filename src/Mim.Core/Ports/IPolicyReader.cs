using Mim.Core.Policies;

namespace Mim.Core.Ports;

/// <summary>Reads the policies that somebody has set.</summary>
public interface IPolicyReader
{
    IReadOnlyList<IdentityPolicy> All();
}
