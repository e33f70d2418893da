using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Accounts.Windows;

public sealed class FakeWindowsServicesTests : WindowsServicesContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private FakeWindows Windows => field ??= new FakeWindows(_folder["machine.windows"]);

    protected override IWindowsServices Services => new FakeWindowsServices(Windows);

    public void Dispose() => _folder.Dispose();

    protected override string Make(string service, bool comesBack)
    {
        Windows.Change(state => state with
        {
            Accounts = [.. state.Accounts, new FakeWindowsAccount(service, "Right-Password-1")],
            LogOns =
            [
                .. state.LogOns,
                new FakeWindowsLogOn(WindowsLogOnKind.Service, service, $@"WIN01\{service}", comesBack ? "Right-Password-1" : "") { IsRunning = true },
            ],
        });
        return service;
    }

    protected override bool IsRunning(string service) => Assert.Single(new FakeWindowsLogOns(Windows).Find(service, CancellationToken.None)).IsRunning;
}
