using System.Data.Common;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;

using Mim.Core;

namespace Mim.PowerShell.Errors;

/// <summary>Every error record of the module is made here: the cause is the id, what it is about is the target.</summary>
internal static class ErrorRecords
{
    /// <summary>
    /// Whether an exception is trouble to report. Everything else, above all what PowerShell throws to stop a pipeline or
    /// to steer a script, must pass untouched.
    /// </summary>
    public static bool CanReport(Exception exception) =>
        exception is MimException or IOException or UnauthorizedAccessException or SecurityException or CryptographicException
            or DbException or NotSupportedException or SessionStateException;

    /// <summary>Whether the trouble concerns the store, so that going on with the next item is of no use.</summary>
    public static bool EndsCommand(Exception exception) => exception is DbException or MimException { IsStoreTrouble: true };

    public static ErrorRecord From(Exception exception, object? target = null) => exception switch
    {
        MimException mim => new ErrorRecord(mim, mim.Cause.ToString(), ErrorCategories.Of(mim.Cause), mim.Subject ?? target),
        SessionStateException =>
            new ErrorRecord(exception, "PathNotFound", ErrorCategory.ObjectNotFound, target),
        FileNotFoundException or DirectoryNotFoundException =>
            new ErrorRecord(exception, "PathNotFound", ErrorCategory.ObjectNotFound, target),
        UnauthorizedAccessException or SecurityException =>
            new ErrorRecord(exception, nameof(MimErrorCause.AccessDenied), ErrorCategory.PermissionDenied, target),
        IOException => new ErrorRecord(exception, "InputOutput", ErrorCategory.ResourceUnavailable, target),
        CryptographicException => new ErrorRecord(exception, "Cryptography", ErrorCategory.SecurityError, target),
        DbException => new ErrorRecord(exception, nameof(MimErrorCause.StoreUnusable), ErrorCategory.ResourceUnavailable, target),
        _ => new ErrorRecord(exception, nameof(MimErrorCause.Unsupported), ErrorCategory.NotImplemented, target),
    };

    public static ErrorRecord IdentityNotFound(string name) => From(new MimException(
        MimErrorCause.IdentityNotFound, $"There is no identity named '{name}'.", name));

    public static ErrorRecord IdentityNotFound(Guid id) => From(new MimException(
        MimErrorCause.IdentityNotFound, $"There is no identity with the id {id}.", id.ToString()));

    public static ErrorRecord InvalidArgument(string message, object? target = null) =>
        From(new MimException(MimErrorCause.InvalidArgument, message), target);

    public static ErrorRecord NothingChosen() => InvalidArgument(
        "Say which identity: by name, by -Id, or by an object from the pipeline.");

    public static ErrorRecord FileExists(string path) => new(
        new IOException($"The file '{path}' is already there; -Force overwrites it."), nameof(FileExists), ErrorCategory.ResourceExists, path);
}
