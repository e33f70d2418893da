using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

/// <summary>Machines that share an inventory deliver each to its own files.</summary>
public sealed class SharedTargetsTests
{
    [RequiresPostgresFact]
    public async Task What_is_installed_on_one_machine_is_left_alone_by_others()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var reference = new StoreReference { Location = PostgresTestInventory.NewLocation(), KeyFile = folder["store.key"], CreateIfMissing = true };
        using var first = Open("web01", reference, time);
        using var second = Open("web02", reference, time);
        first.Authorities.Create(new NewAuthority { Name = "corp" }, default);
        var web = first.Certificates.Issue(new NewCertificate { Name = "web.test", Owner = "ops" }, default);
        var target = first.Targets.Add(Wanted(web.Id, folder["web.pem"]), default);
        Assert.Equal("web01", target.Settings.Machine);

        // The same path on another machine is free, and for another identity only.
        var other = second.Certificates.Issue(new NewCertificate { Name = "other.test", Owner = "ops" }, default);
        Assert.Equal("web02", second.Targets.Add(Wanted(other.Id, folder["web.pem"]), default).Settings.Machine);
        Refused(MimErrorCause.InvalidArgument, () => second.Targets.Add(Wanted(web.Id, folder["more.pem"]), default));
        Refused(MimErrorCause.InvalidArgument, () => first.Targets.Add(Wanted(first.Certificates.Issue(new NewCertificate { Name = "third.test" }, default).Id, folder["web.pem"]), default));

        time.Now += TimeSpan.FromDays(4000);
        Assert.DoesNotContain(web.Id, second.Rotation.Due(default));
        Assert.Contains(web.Id, first.Rotation.Due(default));
        time.Now -= TimeSpan.FromDays(3999);

        var passedOver = await second.Rotation.RotateAsync([web.Id], new RotationOptions(), default).SingleAsync();
        Assert.Equal((RotationOutcome.Skipped, null), (passedOver.Outcome, passedOver.Error));
        Assert.Contains("web01", passedOver.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["web.pem"]));

        var rotated = await first.Rotation.RotateAsync([web.Id], new RotationOptions(), default).SingleAsync();
        Assert.Equal(RotationOutcome.Completed, rotated.Outcome);
        Assert.Equal(
            [(LocationKinds.RemoteFile, $"web01:{folder["web.pem"]}")],
            first.Identities.Locations(web.Id).Select(location => (location.Kind, location.Address)));
        Assert.True((await first.Targets.TestAsync(target.Id, default)).Holds);
        await RefusedAsync(() => second.Targets.TestAsync(target.Id, default));
        await RefusedAsync(() => second.Rotation.UndoAsync(rotated.RotationId!.Value, default));
        Assert.Empty(await second.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToListAsync());

        // As if web01 were lost.
        await RefusedAsync(() => second.Targets.RemoveAsync(target.Id, isForced: false, default));
        await second.Targets.RemoveAsync(target.Id, isForced: true, default);
        Assert.Empty(first.Targets.Find(web.Id, default));
    }

    private static MimSession Open(string machine, StoreReference reference, TimeProvider time) =>
        new MimComposition(time).Open(reference, new ActContext("tester", machine, Guid.NewGuid()), default);

    private static NewTarget Wanted(Guid identity, string path) =>
        new() { IdentityId = identity, Settings = new FileTargetSettings { Path = path, KeyPath = path } };

    private static void Refused(MimErrorCause cause, Action act) => Assert.Equal(cause, Assert.Throws<MimException>(act).Cause);

    private static async Task RefusedAsync(Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<MimException>(act);
        Assert.Equal(MimErrorCause.WrongState, refusal.Cause);
        Assert.Contains("web01", refusal.Message, StringComparison.Ordinal);
    }
}
