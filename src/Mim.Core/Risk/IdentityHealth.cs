using Mim.Core.Identities;

namespace Mim.Core.Risk;

/// <summary>What is wrong with the current credential of one identity.</summary>
public sealed record IdentityHealth
{
    public required Guid IdentityId { get; init; }

    /// <summary>Name of the identity.</summary>
    public required string Identity { get; init; }

    public required IdentityKind Kind { get; init; }

    /// <summary>That of the worst finding; null when there is none.</summary>
    public HealthSeverity? Severity => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);

    /// <summary>The worst first.</summary>
    public required IReadOnlyList<HealthFinding> Findings { get; init; }

    /// <summary>The same with the findings of this severity and above; null when none of them is left.</summary>
    public IdentityHealth? From(HealthSeverity least) =>
        Severity >= least ? this with { Findings = [.. Findings.Where(finding => finding.Severity >= least)] } : null;

    public override string ToString() => $"{Identity}: {(Severity is { } severity ? $"{severity}" : "healthy")}";
}
