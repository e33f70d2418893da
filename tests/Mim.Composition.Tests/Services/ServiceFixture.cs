using System.Net;
using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Composition.Tests.Services;

/// <summary>A running service whose certificate is an identity of a store, delivered and proved there.</summary>
internal sealed class ServiceFixture : IDisposable
{
    /// <summary>So many answers in a row say that its workers of before are gone, or as good as.</summary>
    private const int Turned = 5;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private IInventory? _inventory;

    public ServiceFixture(Func<TemporaryFolder, RealService> make)
    {
        Service = make(_folder);
        Session = DecoratedSession.Open(_folder["inventory.db"], TimeProvider.System, parts =>
        {
            (_inventory, Probe) = (parts.Inventory, parts.Discovery.Probe);
            return parts;
        });
        Service.Sshd?.Trust(Session);
        Session.Authorities.Create(new NewAuthority { Name = "corp" }, CancellationToken.None);
        Identity = Session.Certificates.Issue(
            new NewCertificate { Name = RealService.Name, DnsNames = [RealService.Name] }, CancellationToken.None);
        var files = Service.Files with { Host = Service.Sshd?.Host };
        var first = Session.Targets.Add(new NewTarget { IdentityId = Identity.Id, Settings = files }, CancellationToken.None);
        Publish();
        Session.Targets.RemoveAsync(first.Id, isForced: false, CancellationToken.None).GetAwaiter().GetResult();
        Service.Start();
        Target = Session.Targets.Add(
            new NewTarget { IdentityId = Identity.Id, Kind = Service.Kind, Settings = Settings }, CancellationToken.None);
        Publish();
    }

    /// <summary>Path of the folder of the store.</summary>
    public string Folder => _folder.Path;

    /// <summary>Path of the store.</summary>
    public string Store => _folder["inventory.db"];

    public RealService Service { get; }

    public MimSession Session { get; }

    public IEndpointProbe Probe { get; private set; } = null!;

    public MachineIdentity Identity { get; }

    public Target Target { get; }

    public EndpointQuestion Question => new()
    {
        Address = IPAddress.Loopback, Port = Service.Port, ServerName = RealService.Name, StartTls = Service.StartTls, Timeout = _patience,
    };

    public MachineIdentity Current => Session.Identities.Get(Identity.Id);

    public ServiceTargetSettings Settings => new()
    {
        Host = Service.Sshd?.Host,
        Files = Service.Files,
        Configuration = Service.Configuration,
        PidFile = Service.PidFile,
        Listeners = [new ServiceListener("127.0.0.1", Service.Port, Service.StartTls)],
    };

    /// <summary>Changes how the service is treated; what is installed there stays known.</summary>
    public void Treat(Func<ServiceTargetSettings, ServiceTargetSettings> change) => _inventory!.Write(
        transaction =>
        {
            transaction.Targets.Put(Session.Targets.Get(Target.Id) with { Settings = change(Settings) });
            return true;
        },
        CancellationToken.None);

    public RotationResult Rotate() =>
        Only(Session.Rotation.RotateAsync([Identity.Id], new RotationOptions(), CancellationToken.None));

    public RotationResult Resume() => Only(Session.Rotation.ResumeAsync([], CancellationToken.None));

    /// <summary>Brings the service back to what it served at one moment, and its files to what they were then.</summary>
    public async Task ServeAsync(RecordedWork work, Shot shot)
    {
        var served = shot.Served;
        FileSnapshot.Restore(work.Files, work.Shots.First(one => one.Holds(served, Path.GetFileName(Service.Files.Path))).Files);
        Service.Reload();
        for (var inARow = 0; inARow < Turned;)
        {
            var answer = await Probe.AskAsync(Question, CancellationToken.None);
            inARow = answer.Chains is [var chain] && Fingerprint(chain.Certificates[0]) == served ? inARow + 1 : 0;
        }

        FileSnapshot.Restore(work.Files, shot.Files);
    }

    /// <summary>That the service serves the current version, and the store knows that it does.</summary>
    public async Task AssertServesCurrentAsync()
    {
        var answer = await Probe.AskAsync(Question, CancellationToken.None);
        Assert.True(answer.Chains.Count == 1, $"{answer.Status}: {answer.Detail}");
        Assert.Equal(Current.Fingerprint, Fingerprint(answer.Chains[0].Certificates[0]));
        var test = await Session.Targets.TestAsync(Target.Id, CancellationToken.None);
        Assert.True(test.Holds, test.Reason);
        Assert.Equal(Current.CurrentVersionId, test.Target.InstalledVersionId);
    }

    public void Dispose()
    {
        Service.Dispose();
        Session.Dispose();
        _folder.Dispose();
    }

    private static string Fingerprint(byte[] certificate) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(certificate));

    private void Publish()
    {
        var result = Only(Session.Rotation.PublishAsync([Identity.Id], null, CancellationToken.None));
        Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
    }

    private static RotationResult Only(IAsyncEnumerable<RotationResult> results) => results.ToBlockingEnumerable().Single();
}
