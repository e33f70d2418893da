using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;
using Mim.Core;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>Notes of changes in the registry of the machine, where administrators write only. They have names and no passwords.</summary>
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsChanges : IWindowsChanges
{
    private const string Changes = @"SOFTWARE\MimModule\AccountChanges";

    public IReadOnlyList<string>? Find(string account) => Within(account, () =>
    {
        using var key = Registry.LocalMachine.OpenSubKey(Changes);
        return key?.GetValue(account) as string[];
    });

    public void Begin(string account, IReadOnlyList<string> services) => Within(account, () =>
    {
        using var key = Registry.LocalMachine.CreateSubKey(Changes);
        key.SetValue(account, services.ToArray(), RegistryValueKind.MultiString);
        key.Flush();
        return true;
    });

    public void End(string account) => Within(account, () =>
    {
        using var key = Registry.LocalMachine.OpenSubKey(Changes, writable: true);
        key?.DeleteValue(account, throwOnMissingValue: false);
        return true;
    });

    private static T Within<T>(string account, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or SecurityException)
        {
            throw new MimException(
                MimErrorCause.AccessDenied, $"The note of a change of '{account}' cannot be kept: only an administrator may.", account, exception);
        }
    }
}
