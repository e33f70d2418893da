using Mim.Core.Identities;

namespace Mim.Core.Ports;

/// <summary>Consumers within one transaction.</summary>
public interface IConsumerStore : IConsumerReader
{
    /// <summary>Adds, or replaces the purpose and last-seen time of the same identity and system.</summary>
    void Put(Consumer consumer);
}
