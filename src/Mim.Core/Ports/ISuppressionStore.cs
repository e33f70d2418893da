using Mim.Core.Discovery.Leaks.Suppressing;

namespace Mim.Core.Ports;

/// <summary>Suppressions within one transaction.</summary>
public interface ISuppressionStore : ISuppressionReader
{
    /// <summary>Adds, or replaces that of the same hash.</summary>
    void Put(SecretSuppression suppression);

    /// <summary>Nothing when there is none.</summary>
    void Remove(string hash);
}
