using System.Runtime.Versioning;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Delivery.Tests;

public sealed class FileTargetLinkTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [UnixFact]
    public async Task A_link_stays_and_its_file_is_replaced()
    {
        Directory.CreateDirectory(_fixture.Folder["real"]);
        var real = Path.Combine(_fixture.Folder["real"], "web-certificate.pem");
        File.CreateSymbolicLink(_fixture.Settings.Path, "real/web-certificate.pem");
        await _fixture.Retire(await _fixture.Install(1));
        var receipt = await _fixture.Install(2);
        Assert.Equal("real/web-certificate.pem", new FileInfo(_fixture.Settings.Path).LinkTarget);
        Assert.Contains(real, receipt.PreviousCopies.Keys);
        Assert.Equal(Proof.Held, await _fixture.Prove(2));
        await _fixture.TakeBack(receipt);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
        Assert.Equal(["web-certificate.pem"], Directory.EnumerateFiles(_fixture.Folder["real"]).Select(Path.GetFileName));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Taken_back_a_file_has_its_own_mode_again()
    {
        await File.WriteAllTextAsync(_fixture.Settings.KeyPath!, "what was there");
        File.SetUnixFileMode(_fixture.Settings.KeyPath!, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await _fixture.TakeBack(await _fixture.Install(1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(_fixture.Settings.KeyPath!));
        Assert.Equal("what was there", await File.ReadAllTextAsync(_fixture.Settings.KeyPath!));
    }

    [Fact]
    public async Task A_receipt_that_names_foreign_files_is_refused()
    {
        var foreign = _fixture.Folder["passwords"];
        await File.WriteAllTextAsync(foreign, "precious");
        var forged = new InstallReceipt(new Dictionary<string, string> { [_fixture.Settings.Path] = foreign });
        var refusal = await Assert.ThrowsAsync<MimException>(() => _fixture.Retire(forged));
        Assert.Contains("not a previous copy", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(foreign));
    }

    [Theory]
    [InlineData("name with spaces *?[].pem")]
    [InlineData("ключ.pem")]
    public async Task Odd_names_are_names(string name)
    {
        if (OperatingSystem.IsWindows() && name.Contains('*', StringComparison.Ordinal))
        {
            return;
        }

        await ReplacesAndGivesBack(name);
    }

    [Fact]
    public async Task The_longest_names_have_room_for_their_copies() => await ReplacesAndGivesBack(new string('n', 250));

    private async Task ReplacesAndGivesBack(string name)
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder[name] };
        await _fixture.Retire(await _fixture.Install(1));
        await _fixture.TakeBack(await _fixture.Install(2));
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
        Assert.Equal([name], _fixture.Names);
    }
}
