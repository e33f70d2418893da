namespace Mim.Core.Audit;

/// <summary>An act about to be recorded; the chain adds who, when and the hashes.</summary>
public sealed record Act(
    string Name,
    string SubjectKind,
    string? SubjectId,
    string? SubjectName,
    IReadOnlyDictionary<string, string>? Detail = null,
    ActOutcome Outcome = ActOutcome.Succeeded);
