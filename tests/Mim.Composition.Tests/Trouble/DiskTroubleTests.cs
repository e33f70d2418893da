using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Trouble;

/// <summary>Disks that are full or cannot be written, under the store and under a target: a clear error, and nothing lost.</summary>
public sealed class DiskTroubleTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Lazy<SmallDisk> _small = new(() => new SmallDisk(4096));
    private readonly TemporaryFolder _folder = new();

    private SmallDisk Disk => _small.Value;

    public void Dispose()
    {
        if (_small.IsValueCreated)
        {
            Disk.Dispose();
        }

        _folder.Dispose();
    }

    [SmallDiskFact]
    public void A_store_on_a_full_disk_loses_nothing_and_goes_on_when_there_is_room()
    {
        using var session = Prepare(Disk["inventory.db"], _folder["tls.pem"]);
        Disk.Fill();
        var error = Assert.Throws<MimException>(() => Enumerable.Range(0, 1000).ToList().ForEach(index => Issue(session, $"filler-{index}")));
        Assert.Equal(MimErrorCause.StoreFull, error.Cause);
        Assert.Contains(Disk["inventory.db"], error.Message, StringComparison.Ordinal);
        Assert.Equal(MimErrorCause.StoreFull, Assert.Throws<MimException>(() => Rotate(session)).Cause);
        Disk.Free();
        Assert.Equal((RotationOutcome.Completed, 2), (Rotate(session).Outcome, Web(session).Version));
        AssertWhole(session);
    }

    [SmallServerDiskFact]
    public void A_store_on_a_full_disk_of_a_server_loses_nothing_and_goes_on_when_there_is_room()
    {
        using var disk = new SmallDisk(20 * 1024);
        using var server = new PostgresServer();
        using var session = Prepare(server.NewDatabase(disk.Path), _folder["tls.pem"], _folder["store.key"]);
        disk.Fill();
        var issued = 0;
        var error = Assert.Throws<MimException>(() =>
        {
            for (; issued < 1000; issued++)
            {
                Issue(session, $"filler-{issued}");
            }
        });
        Assert.Equal(MimErrorCause.StoreFull, error.Cause);
        disk.Free();
        Assert.Equal((RotationOutcome.Completed, 2), (Rotate(session).Outcome, Web(session).Version));
        Assert.Equal(issued, session.Identities.Find(new IdentityQuery { Names = ["filler-*"] }, None).Count());
        AssertWhole(session);
    }

    [SmallDiskFact]
    public void A_target_on_a_full_disk_keeps_the_old_version_until_there_is_room()
    {
        using var session = Prepare(_folder["inventory.db"], Disk["tls.pem"]);
        Disk.Fill();
        var failed = Rotate(session);
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.InstallFailed), (failed.Outcome, failed.Error!.Cause));
        Assert.Contains(Disk["tls.pem"], failed.Reason, StringComparison.Ordinal);
        AssertWhole(session);
        Disk.Free();
        Assert.Equal(RotationOutcome.Completed, Rotate(session).Outcome);
        AssertWhole(session);
    }

    [SmallDiskFact]
    public void A_store_on_a_read_only_disk_is_named_and_works_again_when_writable()
    {
        Prepare(Disk["inventory.db"], _folder["tls.pem"]).Dispose();
        Disk.MakeReadOnly();
        var error = Assert.Throws<MimException>(() =>
        {
            using var session = DecoratedSession.Open(Disk["inventory.db"]);
            Rotate(session);
        });
        Assert.Equal(MimErrorCause.StoreReadOnly, error.Cause);
        Assert.Contains(Disk["inventory.db"], error.Message, StringComparison.Ordinal);
        Disk.MakeWritable();
        using var writable = DecoratedSession.Open(Disk["inventory.db"]);
        Assert.Equal(RotationOutcome.Completed, Rotate(writable).Outcome);
        AssertWhole(writable);
    }

    [SmallDiskFact]
    public void A_target_on_a_read_only_disk_keeps_the_old_version_until_it_is_writable()
    {
        using var session = Prepare(_folder["inventory.db"], Disk["tls.pem"]);
        Disk.MakeReadOnly();
        var failed = Rotate(session);
        Assert.Equal(RotationOutcome.RolledBack, failed.Outcome);
        Assert.Contains(Disk["tls.pem"], failed.Reason, StringComparison.Ordinal);
        AssertWhole(session);
        Disk.MakeWritable();
        Assert.Equal(RotationOutcome.Completed, Rotate(session).Outcome);
        AssertWhole(session);
    }

    private static MimSession Prepare(string store, string installed, string? keyFile = null)
    {
        var session = DecoratedSession.Open(store, keyFile: keyFile);
        session.Authorities.Create(new NewAuthority { Name = "corp" }, None);
        var web = Issue(session, "web01");
        session.Targets.Add(new NewTarget { IdentityId = web.Id, Settings = new FileTargetSettings { Path = installed, KeyPath = installed } }, None);
        Assert.Equal(RotationOutcome.Completed, session.Rotation.PublishAsync([web.Id], null, None).ToBlockingEnumerable().Single().Outcome);
        return session;
    }

    private static MachineIdentity Issue(MimSession session, string name) =>
        session.Certificates.Issue(new NewCertificate { Name = name, DnsNames = [$"{name}.corp.test"] }, None);

    private static MachineIdentity Web(MimSession session) => session.Identities.Find(new IdentityQuery { Names = ["web01"] }, None).Single();

    private static RotationResult Rotate(MimSession session) =>
        session.Rotation.RotateAsync([Web(session).Id], new RotationOptions(), None).ToBlockingEnumerable().Single();

    private static void AssertWhole(MimSession session)
    {
        Assert.All(session.Store.Test(None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        var target = session.Targets.Find(null, None).Single();
        Assert.True(session.Targets.TestAsync(target.Id, None).GetAwaiter().GetResult().Holds);
    }
}
