using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Accounts.Windows;

public sealed class FakeWindowsAccountsTests : WindowsAccountsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private FakeWindows Windows => field ??= new FakeWindows(_folder["machine.windows"]);

    protected override IWindowsAccounts Accounts => new FakeWindowsAccounts(Windows);

    public void Dispose() => _folder.Dispose();

    protected override string Make(string account, string password, bool isDisabled = false)
    {
        Windows.Change(state => state with { Accounts = [.. state.Accounts, new FakeWindowsAccount(account, password, isDisabled)] });
        return account;
    }
}
