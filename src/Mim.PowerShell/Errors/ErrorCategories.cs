using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Errors;

/// <summary>PowerShell's category of every cause.</summary>
internal static class ErrorCategories
{
    public static ErrorCategory Of(MimErrorCause cause) => cause switch
    {
        MimErrorCause.InvalidArgument or MimErrorCause.InvalidName => ErrorCategory.InvalidArgument,
        MimErrorCause.InvalidCertificate or MimErrorCause.InvalidKey or MimErrorCause.InvalidRequest or
            MimErrorCause.InvalidRevocationList or MimErrorCause.InvalidOcspResponse or MimErrorCause.InvalidFile or MimErrorCause.InvalidPolicy or MimErrorCause.InvalidToken => ErrorCategory.InvalidData,
        MimErrorCause.WrongPassword or MimErrorCause.KeyringLocked => ErrorCategory.AuthenticationError,
        MimErrorCause.WeakKey or MimErrorCause.PolicyViolation or MimErrorCause.NameConstraintViolation or
            MimErrorCause.LifetimeExceedsIssuer or MimErrorCause.AccessDenied or MimErrorCause.HandOffRefused => ErrorCategory.PermissionDenied,
        MimErrorCause.IdentityNotFound or MimErrorCause.VersionNotFound or MimErrorCause.AuthorityNotFound or
            MimErrorCause.TargetNotFound or MimErrorCause.PolicyNotFound or MimErrorCause.RotationNotFound or MimErrorCause.PlanNotFound or
            MimErrorCause.RecipientNotFound or MimErrorCause.PrivateKeyMissing or MimErrorCause.StoreNotFound or
            MimErrorCause.KeyFileMissing => ErrorCategory.ObjectNotFound,
        MimErrorCause.IdentityExists or MimErrorCause.StoreExists => ErrorCategory.ResourceExists,
        MimErrorCause.StoreLocked or MimErrorCause.AlreadyClaimed or MimErrorCause.AccountLent => ErrorCategory.ResourceBusy,
        MimErrorCause.StoreDamaged or MimErrorCause.KeyFileDamaged or MimErrorCause.StoreTooNew => ErrorCategory.InvalidData,
        MimErrorCause.StoreReadOnly or MimErrorCause.StoreFull => ErrorCategory.WriteError,
        MimErrorCause.StoreUnusable => ErrorCategory.ResourceUnavailable,
        MimErrorCause.SealBroken or MimErrorCause.AuditBroken => ErrorCategory.SecurityError,
        MimErrorCause.Unsupported => ErrorCategory.NotImplemented,
        _ => ErrorCategory.InvalidOperation,
    };
}
