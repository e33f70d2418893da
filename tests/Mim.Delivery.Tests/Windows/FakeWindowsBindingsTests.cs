using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests.Windows;

public sealed class FakeWindowsBindingsTests : WindowsBindingsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWindows _windows;

    public FakeWindowsBindingsTests()
    {
        _windows = new FakeWindows(_folder["machine.windows"]);
        _windows.Change(state => state with
        {
            Certificates = [.. new byte[] { 1, 2 }.Select(one => new FakeWindowsCertificate("LocalMachine/My", [one], HasPrivateKey: true, "", Reader: null))],
        });
    }

    protected override IWindowsBindings Bindings => new FakeWindowsBindings(_windows);

    public void Dispose() => _folder.Dispose();

    protected override string Thumbprint(int number) => FakeWindows.Thumbprint([(byte)number]);
}
