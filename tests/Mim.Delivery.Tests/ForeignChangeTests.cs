using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.Delivery.Tests;

/// <summary>Files that somebody else changed between two installations, or before one was taken back.</summary>
public sealed class ForeignChangeTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("web.pem")]
    [InlineData("web.key")]
    public async Task A_changed_file_is_not_overwritten(string name)
    {
        await InstallFirst();
        await File.AppendAllTextAsync(_fixture.Folder[name], "# by hand\n");
        var changed = await File.ReadAllTextAsync(_fixture.Folder[name]);
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.Install(2));
        Assert.Equal((MimErrorCause.LocationChanged, _fixture.Folder[name]), (error.Cause, error.Subject));
        Assert.Equal(changed, await File.ReadAllTextAsync(_fixture.Folder[name]));
        Assert.Equal(["web.key", "web.pem"], _fixture.Names);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_installed_again()
    {
        await InstallFirst();
        File.Delete(_fixture.Folder["web.key"]);
        await _fixture.Install(2);
        Assert.Equal(Proof.Held, await _fixture.Prove(2));
    }

    [Fact]
    public async Task What_an_unfinished_run_left_is_no_change()
    {
        await InstallFirst();
        var once = await _fixture.Install(2);
        Assert.Equal(once.PreviousCopies, (await _fixture.Install(2)).PreviousCopies);
    }

    [Fact]
    public async Task What_was_found_before_us_is_kept_and_replaced()
    {
        await File.WriteAllTextAsync(_fixture.Folder["web.pem"], "somebody's");
        var receipt = await _fixture.Install(1);
        await _fixture.TakeBack(receipt);
        Assert.Equal("somebody's", await File.ReadAllTextAsync(_fixture.Folder["web.pem"]));
    }

    [Fact]
    public async Task A_changed_file_is_not_taken_back()
    {
        await InstallFirst();
        var receipt = await _fixture.Install(2);
        await File.WriteAllTextAsync(_fixture.Folder["web.key"], "another key");
        var error = await Assert.ThrowsAsync<MimException>(() => _fixture.TakeBack(receipt));
        Assert.Equal(_fixture.Folder["web.key"], error.Subject);
        Assert.Equal("another key", await File.ReadAllTextAsync(_fixture.Folder["web.key"]));
    }

    [Fact]
    public async Task Where_nothing_was_a_changed_file_stays()
    {
        var receipt = await _fixture.Install(1);
        await File.WriteAllTextAsync(_fixture.Folder["web.pem"], "another certificate");
        await Assert.ThrowsAsync<MimException>(() => _fixture.TakeBack(receipt));
        Assert.Equal("another certificate", await File.ReadAllTextAsync(_fixture.Folder["web.pem"]));
    }

    private async Task InstallFirst()
    {
        _fixture.LastReceipt = await _fixture.Install(1);
        await _fixture.Retire(_fixture.LastReceipt);
    }
}
