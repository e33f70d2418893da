using System.Runtime.Versioning;
using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.Testing.Contracts;

/// <summary>How what targets replaced is recalled, put back and destroyed, on whatever machine.</summary>
public abstract class PreviousFilesContract : TargetFilesSuite
{
    private const UnixFileMode Shared = OwnerOnly | UnixFileMode.GroupRead;

    [SuiteFact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_was_there_comes_back_as_it_was_once_and_again()
    {
        var first = Guid.NewGuid();
        await Previous.RetireAsync(await InstallAsync(first), CancellationToken.None);
        File.SetUnixFileMode(Paths[0], Shared);
        var receipt = await InstallAsync(Guid.NewGuid());
        for (var time = 0; time < 2; time++)
        {
            await Previous.TakeBackAsync(receipt, CancellationToken.None);
            AssertHolds(first);
            Assert.Equal(Shared, File.GetUnixFileMode(Paths[0]));
            AssertOnly(Paths);
        }
    }

    [SuiteFact]
    public async Task Where_nothing_was_nothing_is_left()
    {
        await Previous.TakeBackAsync(await InstallAsync(Guid.NewGuid()), CancellationToken.None);
        AssertOnly([]);
    }

    [SuiteFact]
    public async Task What_has_been_kept_is_recalled()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Empty((await Previous.RecallAsync(Paths, first, CancellationToken.None)).PreviousCopies);
        var once = await InstallAsync(first);
        Assert.Equal(once.PreviousCopies, (await Previous.RecallAsync(Paths, first, CancellationToken.None)).PreviousCopies);
        await Previous.RetireAsync(once, CancellationToken.None);
        var twice = await InstallAsync(second);
        Assert.Equal(twice.PreviousCopies, (await Previous.RecallAsync([.. Paths, Folder["no/folder"]], second, CancellationToken.None)).PreviousCopies);
        Assert.Empty((await Previous.RecallAsync(Paths, first, CancellationToken.None)).PreviousCopies);
    }

    [SuiteFact]
    public async Task What_somebody_else_changed_since_is_not_put_over()
    {
        var first = Guid.NewGuid();
        await Previous.RetireAsync(await InstallAsync(first), CancellationToken.None);
        var receipt = await InstallAsync(Guid.NewGuid());
        File.WriteAllText(Paths[1], "theirs");
        Assert.Contains(Paths[1], (await FailsAsync(() => Previous.TakeBackAsync(receipt, CancellationToken.None), MimErrorCause.LocationChanged)).Message, StringComparison.Ordinal);
        Assert.Equal("theirs", File.ReadAllText(Paths[1]));
        Assert.True(File.Exists(receipt.PreviousCopies[Paths[0]]), "Something was put back all the same.");
    }

    [SuiteFact]
    public async Task What_is_not_needed_any_more_is_destroyed_though_it_has_another_name()
    {
        await Previous.RetireAsync(await InstallAsync(Guid.NewGuid()), CancellationToken.None);
        var receipt = await InstallAsync(Guid.NewGuid());
        using var open = File.OpenRead(receipt.PreviousCopies[Paths[0]]);
        for (var time = 0; time < 2; time++)
        {
            await Previous.RetireAsync(receipt, CancellationToken.None);
            AssertOnly(Paths);
        }

        // Whoever has it open sees that it was overwritten.
        Assert.Equal(0, open.ReadByte());
    }

    [SuiteFact]
    public async Task Certificates_that_somebody_has_open_are_not_overwritten()
    {
        const string certificate = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
        File.WriteAllText(Paths[0], certificate);
        var receipt = await InstallAsync(Guid.NewGuid());
        using var open = File.OpenText(receipt.PreviousCopies[Paths[0]]);
        await Previous.RetireAsync(receipt, CancellationToken.None);
        Assert.Equal(certificate, await open.ReadToEndAsync());
    }

    [SuiteFact]
    public async Task Copies_that_never_were_ours_are_refused()
    {
        File.WriteAllText(Folder["precious"], "precious");
        File.WriteAllText(Paths[0], "file");
        foreach (var copy in new[] { Folder["precious"], $"{Folder.Path}/../.key.{Guid.NewGuid():N}.mim-previous" })
        {
            var forged = new InstallReceipt(new Dictionary<string, string> { [Paths[0]] = copy });
            await FailsAsync(() => Previous.TakeBackAsync(forged, CancellationToken.None));
            await FailsAsync(() => Previous.RetireAsync(forged, CancellationToken.None));
        }

        Assert.Equal("precious", File.ReadAllText(Folder["precious"]));
    }
}
