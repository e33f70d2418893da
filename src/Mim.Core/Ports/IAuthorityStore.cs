using Mim.Core.Issuing;

namespace Mim.Core.Ports;

/// <summary>Authorities within one transaction.</summary>
public interface IAuthorityStore : IAuthorityReader
{
    /// <summary>Adds or replaces.</summary>
    void Put(AuthorityRecord authority);
}
