using System.Runtime.Versioning;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Windows;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>Services of a real Windows: one of a program that is one, and one of a program that is none.</summary>
[RequiresProgram("netsh", AsRoot = true)]
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsServicesTests : WindowsServicesContract, IDisposable
{
    private readonly WindowsPrograms _programs = new();

    protected override IWindowsServices Services { get; } = new SystemWindowsServices(TimeProvider.System);

    public void Dispose() => _programs.Dispose();

    protected override string Make(string service, bool comesBack) =>
        _programs.Service(Path.Combine(Environment.SystemDirectory, comesBack ? "snmptrap.exe" : "where.exe"), account: null, password: null);

    protected override bool IsRunning(string service) => new ServiceSource().Read().Single(logOn => logOn.Name == service).IsRunning;
}
