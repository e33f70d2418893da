using System.Security.Cryptography.X509Certificates;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class SystemTrustAnchorsContractTests : TrustAnchorsContract
{
    private const string Roots = "/etc/ssl/certs/ca-certificates.crt";

    protected override ITrustAnchors Anchors { get; } = new SystemTrustAnchors();

    protected override byte[]? Known
    {
        get
        {
            if (!OperatingSystem.IsLinux() || !File.Exists(Roots))
            {
                return null;
            }

            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(Roots);
            return all[0].RawData;
        }
    }
}
