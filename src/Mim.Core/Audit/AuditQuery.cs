namespace Mim.Core.Audit;

/// <summary>Which records to read; every condition set must hold.</summary>
public sealed record AuditQuery
{
    public long? FromSequence { get; init; }

    public long? ToSequence { get; init; }

    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    /// <summary>Acts by name, wildcards allowed.</summary>
    public IReadOnlyList<string> Acts { get; init; } = [];

    /// <summary>Actors, wildcards allowed.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Names of what was acted on, wildcards allowed.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    public string? SubjectId { get; init; }

    public Guid? RunId { get; init; }

    public ActOutcome? Outcome { get; init; }

    /// <summary>Newest first instead of oldest first.</summary>
    public bool Descending { get; init; }

    public int? First { get; init; }
}
