using Mim.Composition.Tests.Crash;
using Mim.Core.Delivery;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Testing;

namespace Mim.Composition.Tests.Services;

/// <summary>Targets with commands of their own, resumed from every state that a death could leave.</summary>
public sealed class ServiceCrashTests
{
    [UnixTheory]
    [InlineData(TargetKind.Command, FileLayout.Pem)]
    [InlineData(TargetKind.Script, FileLayout.Pem)]
    [InlineData(TargetKind.JavaKeystore, FileLayout.Pfx)]
    [InlineData(TargetKind.Kubernetes, FileLayout.SecretManifest)]
    public async Task Killed_anywhere_a_rotation_that_fails_is_completed_or_taken_back(TargetKind kind, FileLayout layout)
    {
        using var folder = new TemporaryFolder();
        var (store, path, loaded) = (folder["inventory.db"], folder["web.file"], folder["web.file.loaded"]);
        using var session = DecoratedSession.Open(store);
        session.Authorities.Create(new() { Name = "corp" }, CancellationToken.None);
        var web = session.Certificates.Issue(new() { Name = "web" }, CancellationToken.None);
        using var password = KeyMaterial.CopyOf("pass-1138"u8);
        session.Targets.Add(
            new NewTarget
            {
                IdentityId = web.Id,
                Kind = kind,
                Password = layout == FileLayout.Pfx ? password : null,
                Settings = new ServiceTargetSettings
                {
                    Files = new FileTargetSettings { Path = path, KeyPath = layout == FileLayout.Pem ? path : null, Layout = layout },
                    ValidateCommand = ["test", "-s", path],
                    ReloadCommand = ["cp", path, loaded],
                    ProveCommand = ["cmp", path, loaded],
                },
            },
            CancellationToken.None);
        var published = session.Rotation.PublishAsync([web.Id], null, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.True(published.Outcome == RotationOutcome.Completed, published.Reason);

        using var work = new RecordedWork(store, "fail-only", web.Id, fewest: 14);

        // Opening a keystore takes long by design, and its steps are those of the others.
        var outcomes = await work.ResumeEverywhereAsync(DeliveryCase.KilledEnds, shots: layout == FileLayout.Pfx ? work.Turns : work.Shots);
        DeliveryTable.AssertSays([DeliveryCase.KilledRow(kind, outcomes)], $"{kind}", skip: 0);
        Assert.Equal(await File.ReadAllBytesAsync(path), await File.ReadAllBytesAsync(loaded));
    }
}
