using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Accounts.Windows;

public sealed class FakeWindowsChangesTests : WindowsChangesContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IWindowsChanges Changes => field ??= new FakeWindowsChanges(new FakeWindows(_folder["machine.windows"]));

    public void Dispose() => _folder.Dispose();
}
