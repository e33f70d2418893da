using System.Runtime.Versioning;
using System.Security.Principal;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>What logs on by itself on this machine's Windows.</summary>
[SupportedOSPlatform("windows")]
public static class SystemWindowsLogOns
{
    private const string Scheduler = "Schedule.Service";
    private const string Manager = "Microsoft.ApplicationHost.WritableAdminManager";

    /// <summary>Its services, scheduled tasks and application pools.</summary>
    public static IWindowsLogOns Make() => new LogOnSources(
        [
            new ServiceSource(),
            new TaskSource(() => DispatchObject.Create(Scheduler), NameOf),
            new PoolSource(Path.Combine(Environment.SystemDirectory, "inetsrv", "config"), () => DispatchObject.Create(Manager)),
        ],
        Environment.MachineName);

    private static string NameOf(string user)
    {
        try
        {
            return user.StartsWith("S-1-", StringComparison.OrdinalIgnoreCase) ? new SecurityIdentifier(user).Translate(typeof(NTAccount)).Value : user;
        }
        catch (Exception exception) when (exception is IdentityNotMappedException or ArgumentException)
        {
            return user;
        }
    }
}
