using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Delivery.Tests;

/// <summary>States in which a killed run can leave a folder, made by hand, and what the next run makes of them.</summary>
public sealed class FileTargetResumeTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Temporary_files_of_a_dead_run_are_removed()
    {
        await InstallFirst();
        await File.WriteAllTextAsync(_fixture.Folder[$".mim-{Guid.NewGuid():N}.tmp"], "half a key");
        await File.WriteAllTextAsync(_fixture.Folder[".mim-mine.tmp"], "not ours");
        var receipt = await _fixture.Install(2);
        await _fixture.Retire(receipt);
        Assert.Equal([".mim-mine.tmp", "web.key", "web.pem"], _fixture.Names);
    }

    [Fact]
    public async Task Temporary_files_of_a_living_run_stay()
    {
        var name = $".mim-{Guid.NewGuid():N}.tmp";
        using var living = new FileStream(_fixture.Folder[name], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        await _fixture.Install(1);
        Assert.Contains(name, _fixture.Names);
    }

    [Fact]
    public async Task Killed_before_the_first_rename_it_installs_and_gives_back_the_first()
    {
        await InstallFirst();
        var receipt = await _fixture.Install(2);
        foreach (var (path, copy) in receipt.PreviousCopies)
        {
            File.Copy(copy, path, overwrite: true);
        }

        await ConvergesFrom(receipt);
    }

    [Theory]
    [InlineData("web.pem")]
    [InlineData("web.key")]
    public async Task Killed_between_renames_it_installs_and_gives_back_the_first(string notYet)
    {
        await InstallFirst();
        var receipt = await _fixture.Install(2);
        File.Copy(receipt.PreviousCopies[_fixture.Folder[notYet]], _fixture.Folder[notYet], overwrite: true);
        Assert.False((await _fixture.Prove(2)).Holds);
        await ConvergesFrom(receipt);
    }

    [Fact]
    public async Task Killed_before_the_second_copy_was_kept_it_keeps_it_now()
    {
        await InstallFirst();
        var receipt = await _fixture.Install(2);
        File.Move(receipt.PreviousCopies[_fixture.Folder["web.key"]], _fixture.Folder["web.key"], overwrite: true);
        await ConvergesFrom(receipt);
    }

    [Fact]
    public async Task Killed_on_empty_ground_it_still_knows_that_nothing_was_there()
    {
        await _fixture.Install(1);
        File.Delete(_fixture.Folder["web.key"]);
        var resumed = await _fixture.NewAdapter().InstallAsync(_fixture.Installation(1), CancellationToken.None);
        Assert.All(resumed.PreviousCopies.Values, copy => Assert.Equal("", copy));
        await _fixture.TakeBack(resumed);
        Assert.Empty(_fixture.Names);
    }

    [Fact]
    public async Task Killed_while_taking_back_it_takes_back_the_rest()
    {
        await InstallFirst();
        var receipt = await _fixture.Install(2);
        File.Move(receipt.PreviousCopies[_fixture.Folder["web.pem"]], _fixture.Folder["web.pem"], overwrite: true);
        await _fixture.TakeBack(receipt);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
        Assert.Equal(["web.key", "web.pem"], _fixture.Names);
    }

    [Fact]
    public async Task Killed_while_retiring_it_retires_the_rest()
    {
        await InstallFirst();
        var receipt = await _fixture.Install(2);
        File.Delete(receipt.PreviousCopies[_fixture.Folder["web.pem"]]);
        await _fixture.Retire(receipt);
        Assert.Equal(Proof.Held, await _fixture.Prove(2));
        Assert.Equal(["web.key", "web.pem"], _fixture.Names);
    }

    [Fact]
    public async Task Installing_what_is_long_there_keeps_no_copy_of_itself()
    {
        await InstallFirst();
        var again = await _fixture.Install(1);
        Assert.Empty(again.PreviousCopies);
        await _fixture.TakeBack(again);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
    }

    [UnixFact]
    public async Task A_previous_copy_that_is_retired_is_overwritten()
    {
        await InstallFirst();
        using var watcher = new FileStream(
            _fixture.Folder["web.key"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        await _fixture.Retire(await _fixture.Install(2));
        var seen = new byte[watcher.Length];
        watcher.ReadExactly(seen);
        Assert.All(seen, octet => Assert.Equal(0, octet));
    }

    [UnixFact]
    public async Task A_previous_copy_that_has_another_name_elsewhere_is_not_overwritten()
    {
        await InstallFirst();
        var kept = await File.ReadAllTextAsync(_fixture.Folder["web.key"]);
        Testing.Programs.ProgramRunner.Run("ln", _fixture.Folder["web.key"], _fixture.Folder["users-own"]).Succeeded();
        await _fixture.Retire(await _fixture.Install(2));
        Assert.Equal(kept, await File.ReadAllTextAsync(_fixture.Folder["users-own"]));
    }

    [Fact]
    public async Task No_key_is_left_anywhere_but_in_its_file()
    {
        await InstallFirst();
        await _fixture.Retire(await _fixture.Install(2));
        await _fixture.TakeBack(await _fixture.Install(3));
        var key = PemEncoding.WriteString("PRIVATE KEY", _fixture.Leaf(2).Pkcs8);
        var holders = _fixture.Names.Where(name => File.ReadAllText(_fixture.Folder[name]).Contains("PRIVATE KEY", StringComparison.Ordinal));
        Assert.Equal(["web.key"], holders);
        Assert.Equal(key + "\n", await File.ReadAllTextAsync(_fixture.Folder["web.key"]));
    }

    private async Task InstallFirst() => await _fixture.Retire(await _fixture.Install(1));

    private async Task ConvergesFrom(InstallReceipt receipt)
    {
        var resumed = await _fixture.Install(2);
        Assert.Equal(receipt.PreviousCopies, resumed.PreviousCopies);
        Assert.Equal(Proof.Held, await _fixture.Prove(2));
        await _fixture.TakeBack(resumed);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
        Assert.Equal(["web.key", "web.pem"], _fixture.Names);
    }
}
