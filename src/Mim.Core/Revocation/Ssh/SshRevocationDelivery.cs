using Mim.Core.Delivery;

namespace Mim.Core.Revocation.Ssh;

/// <summary>What became of a key revocation list at one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="ListNumber">Of the list.</param>
/// <param name="Error">What went wrong there; null when it is heeded.</param>
public sealed record SshRevocationDelivery(Target Target, long ListNumber, MimException? Error);
