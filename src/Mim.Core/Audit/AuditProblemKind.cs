namespace Mim.Core.Audit;

/// <summary>What happened to a record of the chain.</summary>
public enum AuditProblemKind
{
    /// <summary>Its content is not what was hashed.</summary>
    Edited,

    /// <summary>One or more records are missing before this sequence number.</summary>
    Deleted,

    /// <summary>It was put in later.</summary>
    Inserted,

    /// <summary>It stands in another place than it was recorded in.</summary>
    Reordered,

    /// <summary>The chain ends before its signed head.</summary>
    Truncated,

    /// <summary>A checkpoint's signature or hash does not fit: everything since the checkpoint before may be rewritten.</summary>
    BadSignature,

    /// <summary>A line of an export is not a record.</summary>
    Unreadable,
}
