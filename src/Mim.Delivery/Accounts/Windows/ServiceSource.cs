using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>The services of this machine that log on as somebody. Their passwords are kept by Windows and shown to nobody.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class ServiceSource : ILogOnSource
{
    private const int Connect = 0x1;
    private const int Enumerate = 0x4;
    private const int QuerySettings = 0x1;
    private const int ChangeSettings = 0x2;
    private const int QueryStatus = 0x4;
    private const int OwnOrSharedProcess = 0x30;
    private const int AnyState = 0x3;
    private const int Stopped = 1;
    private const int AsItIs = -1;
    private const int BufferLength = 256 * 1024;

    // One that hides itself from administrators too, or that went since it was listed.
    private static readonly int[] _passedOver = [5, 1060];

    public WindowsLogOnKind Kind => WindowsLogOnKind.Service;

    public IEnumerable<WindowsLogOn> Read()
    {
        using var manager = Manager();
        var found = new List<WindowsLogOn>();
        foreach (var name in Names(manager))
        {
            using var service = ServiceCalls.Open(manager, name, QuerySettings | QueryStatus);
            if (!service.IsInvalid)
            {
                found.Add(new WindowsLogOn(Kind, name, AccountOf(service, name)) { IsRunning = StateOf(service, name).State != Stopped });
            }
            else if (Marshal.GetLastPInvokeError() is var error && !_passedOver.Contains(error))
            {
                throw WindowsTrouble.Of(error, name, $"The service '{name}' cannot be read");
            }
        }

        return found;
    }

    public void Give(WindowsLogOn logOn, KeyMaterial password)
    {
        using var service = Open(logOn.Name, ChangeSettings);
        using var text = WideText.Of(password);
        fixed (char* secret = text)
        {
            if (!ServiceCalls.Change(service, AsItIs, AsItIs, AsItIs, null, null, 0, null, logOn.Account, secret, null))
            {
                throw WindowsTrouble.Of(Marshal.GetLastPInvokeError(), logOn.Name, $"The {logOn} does not get its password");
            }
        }
    }

    public bool? Holds(WindowsLogOn logOn, KeyMaterial password) => null;

    /// <summary>Opens a service for what is wanted of it.</summary>
    internal static ServiceHandle Open(string name, int access)
    {
        using var manager = Manager();
        var service = ServiceCalls.Open(manager, name, access);
        return !service.IsInvalid ? service : throw WindowsTrouble.Of(Marshal.GetLastPInvokeError(), name, $"The service '{name}' cannot be opened");
    }

    /// <summary>How it stands, and what it ended with.</summary>
    internal static ServiceCalls.ServiceStatus StateOf(ServiceHandle service, string name) =>
        ServiceCalls.ReadStatus(service, level: 0, out var status, sizeof(ServiceCalls.ServiceStatus), out _)
            ? status
            : throw WindowsTrouble.Of(Marshal.GetLastPInvokeError(), name, $"The service '{name}' does not say how it stands");

    private static ServiceHandle Manager()
    {
        var manager = ServiceCalls.OpenManager(null, null, Connect | Enumerate);
        return !manager.IsInvalid ? manager : throw WindowsTrouble.Of(Marshal.GetLastPInvokeError(), "services", "The services cannot be read");
    }

    private static List<string> Names(ServiceHandle manager)
    {
        var names = new List<string>();
        var buffer = new byte[BufferLength];
        var (next, isMore) = (0, true);
        while (isMore)
        {
            fixed (byte* start = buffer)
            {
                isMore = !ServiceCalls.List(manager, 0, OwnOrSharedProcess, AnyState, start, buffer.Length, out _, out var count, ref next, null);
                if (isMore && Marshal.GetLastPInvokeError() is not ServiceCalls.MoreData and var error)
                {
                    throw WindowsTrouble.Of(error, "services", "The services cannot be read");
                }

                var listed = (ServiceCalls.ListedService*)start;
                for (var index = 0; index < count; index++)
                {
                    names.Add(new string(listed[index].Name));
                }
            }
        }

        return names;
    }

    private static string AccountOf(ServiceHandle service, string name)
    {
        // The most that it says (QueryServiceConfigW).
        const int most = 8 * 1024;
        var buffer = stackalloc byte[most];
        return ServiceCalls.ReadSettings(service, buffer, most, out _)
            ? new string(((ServiceCalls.ServiceSettings*)buffer)->Account)
            : throw WindowsTrouble.Of(Marshal.GetLastPInvokeError(), name, $"The service '{name}' does not say as whom it logs on");
    }
}
