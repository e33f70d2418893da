using System.Runtime.Versioning;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Windows;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>Notes in a real registry, under a name that no account has.</summary>
[RequiresProgram("netsh", AsRoot = true)]
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsChangesTests : WindowsChangesContract
{
    protected override IWindowsChanges Changes { get; } = new SystemWindowsChanges();

    protected override string Account { get; } = $"mim-{Guid.NewGuid():N}";
}
