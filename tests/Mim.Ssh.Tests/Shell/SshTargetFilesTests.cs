using System.Text;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

[RequiresProgram("ssh", "sshd")]
public sealed class SshTargetFilesTests(SharedSshTransport transport) : TargetFilesContract, IClassFixture<SharedSshTransport>
{
    private readonly SshTargetFiles _files = new(new HostShell(transport, TestHost.Destination, TimeProvider.System));

    protected override ITargetFiles Files => _files;

    protected override IPreviousFiles Previous => _files;

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_host_that_does_not_answer_is_named()
    {
        var files = new SshTargetFiles(new HostShell(transport, TestHost.Destination with { Port = 1 }, TimeProvider.System));
        Assert.Contains("127.0.0.1", (await FailsAsync(() => files.LookAsync(["/etc/passwd"], CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task What_a_dead_run_left_is_swept_away_and_what_a_living_one_writes_is_not()
    {
        string[] left = [Folder[$".mim-ssh-{int.MaxValue}-{Guid.NewGuid():N}.tmp"], Folder[$".mim-ssh-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp"]];
        Array.ForEach(left, path => File.WriteAllText(path, "key"));
        await InstallAsync(Guid.NewGuid());
        Assert.Equal([false, true], left.Select(File.Exists));
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task What_fails_while_names_change_goes_back_to_what_it_found_and_no_further()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await Previous.RetireAsync(await InstallAsync(first), CancellationToken.None);
        var receipt = await InstallAsync(second);

        // The second of the new files is gone when its turn comes: the first has its name by then.
        var failing = new CutTransport(transport, cut: null)
        {
            BeforeItMayGo = () => Directory.EnumerateFiles(Folder.Path, ".mim-ssh-*").Where(path => File.ReadAllText(path).Contains(" 1", StringComparison.Ordinal))
                .ToList().ForEach(File.Delete),
        };
        foreach (var version in new[] { Guid.NewGuid(), second })
        {
            using var plan = Plan(version);
            await FailsAsync(() => new SshTargetFiles(new HostShell(failing, TestHost.Destination, TimeProvider.System)).InstallAsync(plan, CancellationToken.None));
            AssertHolds(second);
            AssertOnly(Paths.Concat(receipt.PreviousCopies.Values));
        }

        await Previous.TakeBackAsync(receipt, CancellationToken.None);
        AssertHolds(first);
    }

    [SmallDiskFact]
    public async Task A_disk_that_takes_nothing_keeps_what_it_has()
    {
        if (ProgramFinder.Missing("ssh", "sshd") is not null)
        {
            return;
        }

        using var disk = new SmallDisk(kilobytes: 64);
        using var before = new FilePlan(Guid.NewGuid(), [Key(disk["key"], "before")]);
        await Previous.RetireAsync(await Files.InstallAsync(before, CancellationToken.None), CancellationToken.None);
        using var after = new FilePlan(Guid.NewGuid(), [Key(disk["key"], "after")]);
        disk.Fill();
        Assert.Contains("space", (await FailsAsync(() => Files.InstallAsync(after, CancellationToken.None))).Message, StringComparison.Ordinal);
        disk.Free();
        disk.MakeReadOnly();
        await FailsAsync(() => Files.InstallAsync(after, CancellationToken.None));
        Assert.Equal("before", await File.ReadAllTextAsync(disk["key"]));
        Assert.Equal([disk["key"]], Directory.GetFileSystemEntries(disk.Path));
    }

    [RequiresProgramTheory("ssh", "sshd")]
    [InlineData(Cut.BeforeAnything)]
    [InlineData(Cut.WithinTheContent)]
    [InlineData(Cut.BeforeItMayGo)]
    public async Task A_connection_cut_before_names_change_leaves_everything_as_it_was(Cut cut)
    {
        var first = Guid.NewGuid();
        await Previous.RetireAsync(await InstallAsync(first), CancellationToken.None);
        var cutting = new CutTransport(transport, cut);
        var files = new SshTargetFiles(new HostShell(cutting, TestHost.Destination, TimeProvider.System));
        using var plan = Plan(Guid.NewGuid());
        await FailsAsync(() => files.InstallAsync(plan, CancellationToken.None));
        await cutting.Ended;
        AssertHolds(first);
        AssertOnly(Paths);
        Assert.Empty((await Previous.RecallAsync(Paths, plan.VersionId, CancellationToken.None)).PreviousCopies);
    }

    [RequiresProgramFact("ssh", "sshd")]
    public async Task A_connection_cut_while_names_change_leaves_all_files_new_and_what_was_there_can_be_recalled()
    {
        var first = Guid.NewGuid();
        await Previous.RetireAsync(await InstallAsync(first), CancellationToken.None);
        var cutting = new CutTransport(transport, Cut.AfterItMayGo);
        var files = new SshTargetFiles(new HostShell(cutting, TestHost.Destination, TimeProvider.System));
        using var plan = Plan(Guid.NewGuid());
        await FailsAsync(() => files.InstallAsync(plan, CancellationToken.None));
        await cutting.Ended;
        AssertHolds(plan.VersionId);
        await Previous.TakeBackAsync(await Previous.RecallAsync(Paths, plan.VersionId, CancellationToken.None), CancellationToken.None);
        AssertHolds(first);
        AssertOnly(Paths);
    }

    private static PlannedFile Key(string goal, string text) =>
        new(goal, KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text)), new FileProtection(null, null, OwnerOnly, HoldsKey: true));
}
