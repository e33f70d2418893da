using Mim.Core.Rotation;
using Mim.Testing.Network;

namespace Mim.Composition.Tests.Services;

/// <summary>Files, commands and reloads of a service go through a real sshd; handshakes go straight to the service.</summary>
public abstract class RemoteServiceSuite : ServiceTargetSuite, IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private readonly Lazy<RemoteLoopback> _sshd = new(() => new RemoteLoopback());

    private protected RemoteLoopback Sshd => _sshd.Value;

    // The others are about the service alone.
    private protected override IReadOnlyList<DeliveryCase> Cases =>
    [
        .. DeliveryCase.All.Where(way => way.IsOfFilesAndCommands),
        new("the connection to its host is cut while it is reloaded, and can be made later", CutAsync),
    ];

    // Full disks of other hosts are seen elsewhere.
    private protected override bool HasDisk => false;

    public void Dispose()
    {
        if (_sshd.IsValueCreated)
        {
            _sshd.Value.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private async Task<IReadOnlyList<RotationOutcome>> CutAsync(ServiceFixture fixture)
    {
        var port = LoopbackPort.Free();
        var (begun, cut) = (Path.Combine(fixture.Folder, "begun"), Path.Combine(fixture.Folder, "cut"));
        Task<RotationResult> rotation;
        await using (new LoopbackRelay(port, Sshd.Server.Port))
        {
            Sshd.Trust(fixture.Session, port);
            fixture.Treat(settings => settings with
            {
                Host = settings.Host! with { Port = port },
                ReloadCommand = ["sh", "-c", $"touch '{begun}'; until [ -e '{cut}' ]; do sleep 0.02; done"],
            });
            rotation = Task.Run(fixture.Rotate);
            while (!File.Exists(begun) && !rotation.IsCompleted)
            {
                await Task.Delay(_pause);
            }
        }

        var lost = await rotation;
        await File.WriteAllTextAsync(cut, string.Empty);
        fixture.Treat(settings => settings);
        return [lost.Outcome, fixture.Resume().Outcome];
    }
}
