using System.Runtime.Versioning;
using Mim.Core.Ports;
using Mim.Delivery.Windows;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests.Windows;

/// <summary>A store of the user's, of its own name, which is left empty.</summary>
[RequiresProgram("netsh")]
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsCertificatesTests : WindowsCertificatesContract
{
    protected override IWindowsCertificates Certificates { get; } = new SystemWindowsCertificates();

    protected override string Store { get; } = $"CurrentUser/MimTest{Guid.NewGuid():N}";

    public override void Dispose()
    {
        foreach (var one in Certificates.Read(Store))
        {
            Certificates.Remove(Store, one.Certificate);
        }

        base.Dispose();
    }
}
