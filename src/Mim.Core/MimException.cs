namespace Mim.Core;

/// <summary>
/// Something the user must hear about. The message names the input and never holds a secret; the cause is the id that
/// scripts rely on.
/// </summary>
public sealed class MimException(MimErrorCause cause, string message, string? subject = null, Exception? inner = null)
    : Exception(message, inner)
{
    public MimErrorCause Cause { get; } = cause;

    /// <summary>What the trouble is about: a name, a path, an id. Becomes the error's target.</summary>
    public string? Subject { get; } = subject;

    /// <summary>Whether it concerns the store, so that going on with the next item is of no use.</summary>
    public bool IsStoreTrouble => Cause is
        MimErrorCause.StoreNotFound or MimErrorCause.StoreLocked or MimErrorCause.StoreDamaged or MimErrorCause.StoreReadOnly or
        MimErrorCause.StoreFull or MimErrorCause.StoreUnusable or MimErrorCause.StoreTooNew or MimErrorCause.KeyringLocked or
        MimErrorCause.KeyFileMissing or MimErrorCause.KeyFileDamaged or MimErrorCause.AuditBroken or MimErrorCause.ClockWentBack;
}
