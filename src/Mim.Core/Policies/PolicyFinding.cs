namespace Mim.Core.Policies;

/// <summary>One rule of a policy and whether something keeps it.</summary>
public sealed record PolicyFinding(string Rule, bool Passed, string Detail);
