using Mim.Core.Accounts.Windows;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Accounts.Windows;

public sealed class FakeWindowsLogOnsTests : WindowsLogOnsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private FakeWindows Windows => field ??= new FakeWindows(_folder["machine.windows"]);

    protected override IWindowsLogOns LogOns => new FakeWindowsLogOns(Windows);

    protected override IReadOnlyList<WindowsLogOnKind> Kinds => Enum.GetValues<WindowsLogOnKind>();

    public void Dispose() => _folder.Dispose();

    protected override string MakeAccount(string account, string password)
    {
        Windows.Change(state => state with { Accounts = [.. state.Accounts, new FakeWindowsAccount(account, password)] });
        return account;
    }

    protected override string Make(WindowsLogOnKind kind, string name, string account, string password)
    {
        Windows.Change(state => state with { LogOns = [.. state.LogOns, new FakeWindowsLogOn(kind, name, $@".\{account}", password)] });
        return name;
    }
}
