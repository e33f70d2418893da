namespace Mim.Core.Audit;

/// <summary>Outcome of a verification.</summary>
public sealed record AuditVerdict(long Records, long Checkpoints, IReadOnlyList<AuditProblem> Problems)
{
    /// <summary>The store or the export that was verified.</summary>
    public string? Source { get; init; }

    public bool Intact => Problems.Count == 0;
}
