namespace Mim.Core.Discovery.Ssh;

/// <summary>A machine could not be looked at, or no further.</summary>
/// <param name="status">What it comes to.</param>
/// <param name="message">For people.</param>
public sealed class MachineUnreachableException(FindingStatus status, string message) : Exception(message)
{
    public FindingStatus Status { get; } = status;
}
