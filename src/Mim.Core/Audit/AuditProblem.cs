namespace Mim.Core.Audit;

/// <summary>One place where the chain does not hold.</summary>
public sealed record AuditProblem(AuditProblemKind Kind, long Sequence, string Detail);
