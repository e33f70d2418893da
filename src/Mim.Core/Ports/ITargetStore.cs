using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Targets within one transaction.</summary>
public interface ITargetStore : ITargetReader
{
    /// <summary>Adds or replaces.</summary>
    void Put(Target target);

    void Remove(Guid id);
}
