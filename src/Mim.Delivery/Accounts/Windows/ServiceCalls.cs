using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>The service control manager of Windows (winsvc.h).</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class ServiceCalls
{
    public const int MoreData = 234;

    [LibraryImport("advapi32", EntryPoint = "OpenSCManagerW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial ServiceHandle OpenManager(string? machine, string? database, int access);

    [LibraryImport("advapi32", EntryPoint = "OpenServiceW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial ServiceHandle Open(ServiceHandle manager, string name, int access);

    [LibraryImport("advapi32", EntryPoint = "CloseServiceHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Close(nint handle);

    [LibraryImport("advapi32", EntryPoint = "EnumServicesStatusExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool List(
        ServiceHandle manager, int level, int types, int states, byte* buffer, int length, out int needed, out int count, ref int next, string? group);

    [LibraryImport("advapi32", EntryPoint = "QueryServiceConfigW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReadSettings(ServiceHandle service, byte* buffer, int length, out int needed);

    [LibraryImport("advapi32", EntryPoint = "QueryServiceStatusEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReadStatus(ServiceHandle service, int level, out ServiceStatus status, int length, out int needed);

    [LibraryImport("advapi32", EntryPoint = "ChangeServiceConfigW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Change(
        ServiceHandle service, int type, int start, int errorControl, string? program, string? group, nint tag, string? needs, string account,
        char* password, string? displayName);

    [LibraryImport("advapi32", EntryPoint = "StartServiceW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Start(ServiceHandle service, int count, nint arguments);

    [LibraryImport("advapi32", EntryPoint = "ControlService", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Control(ServiceHandle service, int control, out ServiceStatus status);

    /// <summary>SERVICE_STATUS_PROCESS, of which SERVICE_STATUS is the beginning.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct ServiceStatus
    {
        private readonly int _type;
        public readonly int State;
        private readonly int _controls;
        public readonly int ExitCode;
        private readonly int _ownExitCode;
        private readonly int _checkPoint;
        private readonly int _waitHint;
        private readonly int _process;
        private readonly int _flags;
    }

    /// <summary>ENUM_SERVICE_STATUS_PROCESSW.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct ListedService
    {
        public readonly char* Name;
        private readonly char* _displayName;
        private readonly ServiceStatus _status;
    }

    /// <summary>QUERY_SERVICE_CONFIGW.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct ServiceSettings
    {
        private readonly int _type;
        private readonly int _start;
        private readonly int _errorControl;
        private readonly char* _program;
        private readonly char* _group;
        private readonly int _tag;
        private readonly char* _needs;
        public readonly char* Account;
        private readonly char* _displayName;
    }
}
