using System.Collections.ObjectModel;

namespace Mim.Core.Audit;

/// <summary>
/// One act: who did what to what, when, and how it ended. <see cref="Hash"/> is SHA-256 over the canonical JSON
/// (RFC 8785) of every other field, the previous record's hash among them. Time is UTC.
/// </summary>
public sealed record AuditRecord
{
    /// <summary>1 for the first; no gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The account that acted.</summary>
    public required string Actor { get; init; }

    /// <summary>The machine it acted on.</summary>
    public required string Host { get; init; }

    /// <summary>One run of one command; every act of that run carries it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>What was done, PascalCase: <c>IssueCertificate</c>, <c>ExportPrivateKey</c> …</summary>
    public required string Act { get; init; }

    /// <summary>The kind of the thing acted on: <c>Identity</c>, <c>Authority</c>, <c>Store</c> …</summary>
    public required string SubjectKind { get; init; }

    public string? SubjectId { get; init; }

    public string? SubjectName { get; init; }

    public required ActOutcome Outcome { get; init; }

    /// <summary>Facts of the act; never a secret.</summary>
    public IReadOnlyDictionary<string, string> Detail { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>32 bytes, upper-case hexadecimal; 64 zeros for the first record.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>32 bytes, upper-case hexadecimal.</summary>
    public required string Hash { get; init; }
}
