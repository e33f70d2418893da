namespace Mim.Core.Delivery;

/// <summary>What a look at a target found.</summary>
public sealed record TargetTest(Target Target, bool Holds, string Reason);
