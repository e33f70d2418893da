using Mim.Core.Discovery.Leaks.Reports;
using Mim.Core.Risk;

namespace Mim.Core.Discovery.Leaks;

/// <summary>Which secrets to look for.</summary>
public sealed record SecretScan
{
    /// <summary>Ids of <see cref="SecretRules"/>, wildcards allowed; none for all.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    public HealthSeverity MinimumSeverity { get; init; } = HealthSeverity.Info;

    /// <summary>Also what somebody answers for.</summary>
    public bool IncludeSuppressed { get; init; }

    /// <summary>What was told before and is not to be told again; null for nothing.</summary>
    public SecretBaseline? Baseline { get; init; }
}
