using System.Runtime.Versioning;
using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Windows;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>Services and scheduled tasks of a real Windows.</summary>
[RequiresProgram("netsh", AsRoot = true)]
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsLogOnsTests : WindowsLogOnsContract, IDisposable
{
    private readonly WindowsPrograms _programs = new();

    protected override IWindowsLogOns LogOns { get; } = SystemWindowsLogOns.Make();

    protected override IReadOnlyList<WindowsLogOnKind> Kinds { get; } = [WindowsLogOnKind.Service, WindowsLogOnKind.Task];

    public void Dispose() => _programs.Dispose();

    protected override string MakeAccount(string account, string password) => _programs.Account(password, isDisabled: false);

    protected override string Make(WindowsLogOnKind kind, string name, string account, string password) => kind == WindowsLogOnKind.Service
        ? _programs.Service("cmd.exe", account, password)
        : _programs.Task(account, password);
}
