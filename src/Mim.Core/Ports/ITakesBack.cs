using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Optional power of a target: give back what was there before an installation, and clear up after it.</summary>
public interface ITakesBack
{
    /// <summary>
    /// The receipt of an installation whose run died before it could keep it, complete or not: what can be taken back now.
    /// </summary>
    Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken);

    /// <summary>Restores the previous copies; what was not there before is removed.</summary>
    Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken);

    /// <summary>The previous copies are not needed any more: destroys them.</summary>
    Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken);
}
