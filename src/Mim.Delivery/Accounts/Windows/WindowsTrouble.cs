using System.Runtime.InteropServices;
using Mim.Core;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>What calls of Windows end with, as the errors of the house.</summary>
internal static class WindowsTrouble
{
    private const int AccessDenied = 5;

    /// <param name="error">A code of Windows (winerror.h), or of its network management (lmerr.h).</param>
    /// <param name="subject">What was worked on.</param>
    /// <param name="what">What could not be done, as in <c>The service 'web' cannot be read</c>.</param>
    public static MimException Of(int error, string subject, string what) => error == AccessDenied
        ? new MimException(MimErrorCause.AccessDenied, $"{what}: only an administrator may.", subject)
        : new MimException(MimErrorCause.InstallFailed, $"{what}: {Said(error)} ({error})", subject);

    private static string Said(int error) => error switch
    {
        // Those of network management have their texts in a library of their own.
        2221 => "There is no such user.",
        2245 => "The password does not meet the policy of the machine: its length, its kinds of characters, its history.",
        _ => Marshal.GetPInvokeErrorMessage(error).Trim(),
    };
}
