using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks;

/// <summary>What people know a rule by.</summary>
internal readonly record struct RuleHead(string Id, HealthSeverity Severity, string Title);
