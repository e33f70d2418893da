using System.Runtime.Versioning;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>How the files of targets are looked at and put in place, on whatever machine.</summary>
public abstract class TargetFilesContract : TargetFilesSuite
{
    [SuiteFact]
    public async Task What_is_there_is_told_and_links_are_followed()
    {
        File.WriteAllText(Folder["file"], "");
        File.CreateSymbolicLink(Folder["link"], Folder["file"]);
        string[] paths = [Folder["file"], Folder["link"], Folder.Path, "/dev/null", Folder["nothing"], Folder["no/folder"]];
        Assert.Equal(
            [
                (paths[0], paths[0], PathKind.File), (paths[1], paths[0], PathKind.File), (paths[2], paths[2], PathKind.Folder),
                (paths[3], paths[3], PathKind.Other), (paths[4], paths[4], PathKind.Missing), (paths[5], paths[5], PathKind.NoFolder),
            ],
            (await Files.LookAsync(paths, CancellationToken.None)).Select(place => (place.Path, place.Goal, place.Kind)));
    }

    [SuiteFact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_is_open_to_more_people_than_it_should_be_is_told()
    {
        File.WriteAllText(Folder["file"], "");
        File.SetUnixFileMode(Folder["file"], OwnerOnly | UnixFileMode.GroupRead);
        var there = Assert.Single(await Files.LookAsync([Folder["file"]], CancellationToken.None));
        Assert.Null(there.Looseness(new FileProtection(null, null, OwnerOnly | UnixFileMode.GroupRead, HoldsKey: true)));
        Assert.Contains("640", there.Looseness(new FileProtection(null, null, OwnerOnly, HoldsKey: true)), StringComparison.Ordinal);
        Assert.Contains(
            "daemon", there.Looseness(new FileProtection("daemon", null, OwnerOnly | UnixFileMode.GroupRead, HoldsKey: true)), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_link_that_leads_to_itself_is_refused()
    {
        File.CreateSymbolicLink(Folder["loop"], Folder["loop"]);
        await FailsAsync(() => Files.LookAsync([Folder["loop"]], CancellationToken.None));
    }

    [SuiteFact]
    [UnsupportedOSPlatform("windows")]
    public async Task All_files_are_put_in_place_and_what_was_there_is_kept()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var receipt = await InstallAsync(first);
        AssertHolds(first);
        Assert.All(Paths, path => Assert.Equal(OwnerOnly, File.GetUnixFileMode(path)));
        Assert.Equal(Paths.ToDictionary(path => path, _ => ""), receipt.PreviousCopies);

        var kept = await InstallAsync(second, receipt.Digests);
        AssertHolds(second);
        Assert.Equal(0, new FileInfo(Paths[2]).Length);

        // The last one is the same in both.
        Assert.Equal(Paths.Take(2).Append(Paths[2]), kept.PreviousCopies.Keys.Append(Paths[2]).Distinct());
        Assert.Contains($"{first} 0", File.ReadAllText(kept.PreviousCopies[Paths[0]]), StringComparison.Ordinal);
        Assert.Equal(kept.PreviousCopies, (await InstallAsync(second, receipt.Digests)).PreviousCopies);
    }

    [SuiteFact]
    public async Task What_somebody_else_changed_is_left_alone_unless_nobody_knows()
    {
        var first = Guid.NewGuid();
        var receipt = await InstallAsync(first);
        await Previous.RetireAsync(receipt, CancellationToken.None);
        File.WriteAllText(Paths[1], "theirs");
        var failure = await FailsAsync(() => InstallAsync(Guid.NewGuid(), receipt.Digests), MimErrorCause.LocationChanged);
        Assert.Contains(Paths[1], failure.Message, StringComparison.Ordinal);
        Assert.Contains("changed by somebody else", failure.Message, StringComparison.Ordinal);
        using (var outline = Plan(Guid.NewGuid(), receipt.Digests))
        {
            await FailsAsync(() => Files.TryAsync(outline, CancellationToken.None), MimErrorCause.LocationChanged);
        }

        Assert.Equal("theirs", File.ReadAllText(Paths[1]));
        AssertOnly(Paths);

        var taken = Guid.NewGuid();
        await InstallAsync(taken);
        AssertHolds(taken);
    }

    [SuiteFact]
    public async Task Where_one_cannot_be_put_none_is()
    {
        var first = Guid.NewGuid();
        await Previous.RetireAsync(await InstallAsync(first), CancellationToken.None);
        using var plan = Plan(Guid.NewGuid());
        PlannedFile[] impossible =
        [
            new(Folder["none/file"], KeyMaterial.CopyOf("x"u8), plan.Files[0].Protection),
            new(Folder["file"], KeyMaterial.CopyOf("x"u8), plan.Files[0].Protection with { Owner = "no-such-user" }),
        ];
        foreach (var last in impossible)
        {
            using var whole = new FilePlan(plan.VersionId, [.. plan.Files, last]);
            await Assert.ThrowsAnyAsync<Exception>(() => Files.InstallAsync(whole, CancellationToken.None));
            using var outline = new FilePlan(Guid.Empty, [new PlannedFile(last.Goal, new KeyMaterial(0), last.Protection)]);
            await Assert.ThrowsAnyAsync<Exception>(() => Files.TryAsync(outline, CancellationToken.None));
            AssertHolds(first);
            AssertOnly(Paths);
            last.Content.Dispose();
        }
    }

    [SuiteFact]
    public async Task What_could_be_put_in_place_is_tried_without_a_trace()
    {
        using var outline = new FilePlan(Guid.Empty, [.. Paths.Select(path => new PlannedFile(path, new KeyMaterial(0), new FileProtection(null, null, OwnerOnly, true)))]);
        await Files.TryAsync(outline, CancellationToken.None);
        AssertOnly([]);
    }

    [SuiteFact]
    public async Task Cancelled_before_it_begins_it_changes_nothing()
    {
        using var plan = Plan(Guid.NewGuid());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Files.InstallAsync(plan, new CancellationToken(canceled: true)));
        AssertOnly([]);
    }
}
