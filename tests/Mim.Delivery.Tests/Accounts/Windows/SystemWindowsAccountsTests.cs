using System.Runtime.Versioning;
using Mim.Core.Ports;
using Mim.Delivery.Accounts.Windows;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Windows;

/// <summary>Accounts of a real Windows.</summary>
[RequiresProgram("netsh", AsRoot = true)]
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsAccountsTests : WindowsAccountsContract, IDisposable
{
    private readonly WindowsPrograms _programs = new();

    protected override IWindowsAccounts Accounts { get; } = new SystemWindowsAccounts();

    public void Dispose() => _programs.Dispose();

    protected override string Make(string account, string password, bool isDisabled = false) => _programs.Account(password, isDisabled);
}
