using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

/// <summary>Files, commands and reloads go through a real sshd; handshakes go straight to the service.</summary>
[RequiresProgram("nginx", "ssh", "sshd")]
public sealed class RemoteNginxTargetTests : ServiceTargetSuite, IDisposable
{
    private readonly Lazy<RemoteLoopback> _sshd = new(() => new RemoteLoopback());

    // The others are about the service alone.
    private protected override IReadOnlyList<DeliveryCase> Cases => [.. DeliveryCase.All.Where(way => way.IsOfFilesAndCommands)];

    // Full disks of other hosts are seen elsewhere.
    private protected override bool HasDisk => false;

    public void Dispose()
    {
        if (_sshd.IsValueCreated)
        {
            _sshd.Value.Dispose();
        }
    }

    private protected override RealService NewService(TemporaryFolder folder) => new RealNginx(folder) { Sshd = _sshd.Value };
}
