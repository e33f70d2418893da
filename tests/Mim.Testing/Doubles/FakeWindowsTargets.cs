using System.Net;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Delivery;

namespace Mim.Testing.Doubles;

/// <summary>The product's own adapters, on a <see cref="FakeWindows"/>.</summary>
public static class FakeWindowsTargets
{
    /// <summary>For the Windows that lies beside an inventory.</summary>
    /// <param name="store">Path of the inventory.</param>
    /// <param name="parts">Of the session.</param>
    /// <param name="between">Stands between the adapters and the certificate stores; null for nobody.</param>
    public static IReadOnlyList<ITargetAdapter> Beside(string store, SessionParts parts, Func<IWindowsCertificates, IWindowsCertificates>? between = null) =>
        On(new FakeWindows(FakeWindows.PathBeside(store)), parts.CertificateReader, parts.Time, between);

    public static IReadOnlyList<ITargetAdapter> On(
        FakeWindows windows, ICertificateReader reader, TimeProvider time, Func<IWindowsCertificates, IWindowsCertificates>? between = null)
    {
        IWindowsCertificates certificates = new FakeWindowsCertificates(windows);
        var network = new ScriptedProbe(windows.Serve) { Names = { ["127.0.0.1"] = [IPAddress.Loopback] } };
        return new WindowsTargetAdapterSet(between?.Invoke(certificates) ?? certificates, new FakeWindowsBindings(windows), reader, network, network, time).All();
    }
}
