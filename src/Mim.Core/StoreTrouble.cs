namespace Mim.Core;

/// <summary>Tells trouble with the store, after which nothing can be recorded, from trouble with the work.</summary>
internal static class StoreTrouble
{
    public static bool Is(MimException exception) => exception.Cause is
        MimErrorCause.StoreLocked or MimErrorCause.StoreDamaged or MimErrorCause.StoreReadOnly or MimErrorCause.StoreFull
        or MimErrorCause.StoreUnusable or MimErrorCause.KeyringLocked or MimErrorCause.AuditBroken or MimErrorCause.ClockWentBack
        or MimErrorCause.KeyFileMissing or MimErrorCause.KeyFileDamaged or MimErrorCause.WrongPassword;
}
