namespace Mim.Core.Access;

/// <summary>A fact about the use of an identity. Times are UTC.</summary>
public sealed record Evidence
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    public Guid? VersionId { get; init; }

    public required EvidenceKind Kind { get; init; }

    /// <summary>Who knows of it: <c>account@host</c>, or the system that told.</summary>
    public required string Source { get; init; }

    public string? Detail { get; init; }

    public required DateTimeOffset At { get; init; }
}
