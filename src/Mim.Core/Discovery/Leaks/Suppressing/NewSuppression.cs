namespace Mim.Core.Discovery.Leaks.Suppressing;

/// <summary>What is asked for to suppress a finding.</summary>
/// <param name="Hash">Of the finding.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why it does no harm.</param>
/// <param name="Lifetime">How long; at most a year.</param>
public sealed record NewSuppression(string Hash, string Owner, string Reason, TimeSpan Lifetime);
