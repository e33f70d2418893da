namespace Mim.Core.Audit;

/// <summary>What a checkpoint says beside the state of the chain; it is under the signature.</summary>
public enum AuditCheckpointKind
{
    /// <summary>The chain had this record: one stays for every 1,024th.</summary>
    Kept,

    /// <summary>The chain ended here when it was signed.</summary>
    Head,
}
