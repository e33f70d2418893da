using Mim.Core;

namespace Mim.Host.Hosting;

/// <summary>What mim ends with; units of systemd and cron mails rely on it.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command ran and something in it failed.</summary>
    public const int Failure = 1;

    /// <summary>Bad arguments, or a store that cannot be used: nothing was done.</summary>
    public const int Unusable = 2;

    /// <summary>The command looked for what should not be, and found it.</summary>
    public const int Found = 3;

    /// <summary>Stopped by Ctrl+C: 128 and SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by a termination signal: 128 and SIGTERM.</summary>
    public const int Terminated = 143;

    public static int Of(MimErrorCause cause) => cause switch
    {
        MimErrorCause.InvalidArgument
            or MimErrorCause.StoreNotFound or MimErrorCause.StoreExists or MimErrorCause.StoreLocked or MimErrorCause.StoreDamaged
            or MimErrorCause.StoreReadOnly or MimErrorCause.StoreFull or MimErrorCause.StoreUnusable or MimErrorCause.StoreTooNew
            or MimErrorCause.KeyringLocked or MimErrorCause.KeyFileMissing or MimErrorCause.KeyFileDamaged or MimErrorCause.WrongPassword
            or MimErrorCause.SealBroken or MimErrorCause.AuditBroken or MimErrorCause.ClockWentBack => Unusable,
        _ => Failure,
    };
}
