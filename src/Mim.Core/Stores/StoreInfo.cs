namespace Mim.Core.Stores;

/// <summary>What a store is and holds. Times are UTC.</summary>
public sealed record StoreInfo
{
    public required Guid Id { get; init; }

    /// <summary>Full path, or a connection string without its password.</summary>
    public required string Location { get; init; }

    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Number of the last migration applied.</summary>
    public required int SchemaVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Identities { get; init; }

    public long AuditRecords { get; init; }

    /// <summary>Bytes on disk, write-ahead log included.</summary>
    public long Size { get; init; }

    public int KeyGeneration { get; init; }

    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Troubles a user should mend: files that others can read, and the like.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
