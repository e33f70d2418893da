using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>Network management of Windows (lmaccess.h) for the accounts of this machine, and its log-on (winbase.h).</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class NetApi
{
    public const int UserNotFound = 2221;
    public const int LogonNetwork = 3;
    private const int AccountDisabled = 0x2;

    /// <summary>USER_INFO_1003: a password alone.</summary>
    private const int PasswordLevel = 1003;

    /// <summary>Code of the outcome, 0 for none.</summary>
    public static int SetPassword(string account, WideText password)
    {
        fixed (char* text = password)
        {
            var information = text;
            return SetUser(null, account, PasswordLevel, &information, null);
        }
    }

    /// <summary>Code of the outcome, 0 for none, and whether the account is disabled.</summary>
    public static int Read(string account, out bool isDisabled)
    {
        var error = GetUser(null, account, level: 1, out var buffer);
        isDisabled = error == 0 && (((UserInformation*)buffer)->Flags & AccountDisabled) != 0;
        if (buffer != 0)
        {
            _ = FreeBuffer(buffer);
        }

        return error;
    }

    /// <summary>Code of the outcome, 0 when it was let in, after which it is logged off.</summary>
    public static int LogOn(string account, WideText password)
    {
        fixed (char* text = password)
        {
            if (!LogOnUser(account, ".", text, LogonNetwork, provider: 0, out var token))
            {
                return Marshal.GetLastPInvokeError();
            }

            _ = CloseHandle(token);
            return 0;
        }
    }

    [LibraryImport("netapi32", EntryPoint = "NetUserSetInfo", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int SetUser(string? server, string user, int level, char** information, int* wrong);

    [LibraryImport("netapi32", EntryPoint = "NetUserGetInfo", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetUser(string? server, string user, int level, out nint buffer);

    [LibraryImport("netapi32", EntryPoint = "NetApiBufferFree")]
    private static partial int FreeBuffer(nint buffer);

    [LibraryImport("advapi32", EntryPoint = "LogonUserW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LogOnUser(string user, string domain, char* password, int type, int provider, out nint token);

    [LibraryImport("kernel32", EntryPoint = "CloseHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    /// <summary>USER_INFO_1.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct UserInformation
    {
        private readonly nint _name;
        private readonly nint _password;
        private readonly int _passwordAge;
        private readonly int _privilege;
        private readonly nint _home;
        private readonly nint _comment;
        public readonly int Flags;
        private readonly nint _script;
    }
}
