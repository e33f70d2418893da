using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>Of the service control manager, or of a service.</summary>
[SupportedOSPlatform("windows")]
internal sealed class ServiceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => ServiceCalls.Close(handle);
}
