using System.Net.Sockets;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

public sealed class FileTargetRefusalTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_folder_is_no_goal()
    {
        Directory.CreateDirectory(_fixture.Settings.Path);
        await Refused("is a folder", _fixture.Settings.Path);
        Assert.Equal(["web.pem"], _fixture.Names);
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        _fixture.Settings = _fixture.Settings with { KeyPath = Path.Combine(_fixture.Folder["absent"], "web.key") };
        await Refused("there is no folder", _fixture.Folder["absent"]);
        Assert.Empty(_fixture.Names);
    }

    [UnixFact]
    public async Task A_socket_is_no_goal()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_fixture.Settings.KeyPath!));
        await Refused("device, pipe or socket", _fixture.Settings.KeyPath!);
    }

    [UnixFact]
    public async Task A_pipe_is_no_goal()
    {
        ProgramRunner.Run("mkfifo", _fixture.Settings.Path).Succeeded();
        await Refused("device, pipe or socket", _fixture.Settings.Path);
        Assert.False((await _fixture.Prove(1)).Holds);
    }

    [Fact]
    public async Task Two_files_cannot_share_a_path()
    {
        _fixture.Settings = _fixture.Settings with { ChainPath = _fixture.Settings.Path };
        await Refused("more than one file", _fixture.Settings.Path);
        Assert.Empty(_fixture.Names);
    }

    [Theory]
    [InlineData(FileLayout.Pem)]
    [InlineData(FileLayout.Pfx)]
    public async Task A_file_with_a_key_is_not_replaced_by_one_without(FileLayout layout)
    {
        var path = _fixture.Folder["all"];
        _fixture.Settings = new FileTargetSettings { Path = path, KeyPath = path, Layout = layout };
        await _fixture.Install(1);
        using var keyless = _fixture.Installation(2, withKey: false);
        var refusal = await Assert.ThrowsAsync<MimException>(
            () => _fixture.Adapter.InstallAsync(keyless, CancellationToken.None));
        Assert.Contains("needs the private key", refusal.Message, StringComparison.Ordinal);
        Assert.True((await _fixture.Prove(1)).Holds);
    }

    [UnixFact]
    public async Task Links_that_go_round_are_refused()
    {
        File.CreateSymbolicLink(_fixture.Settings.Path, _fixture.Folder["other"]);
        File.CreateSymbolicLink(_fixture.Folder["other"], _fixture.Settings.Path);
        await Refused("web.pem", _fixture.Settings.Path);
    }

    [SmallDiskFact]
    public async Task A_full_disk_leaves_what_was_there()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        _fixture.Settings = new FileTargetSettings { Path = disk["web.pem"], KeyPath = disk["web.key"] };
        var receipt = await _fixture.Install(1);
        await _fixture.Retire(receipt);
        disk.Fill();
        await Refused("the disk is full", disk["web.pem"], number: 2);
        Assert.True((await _fixture.Prove(1)).Holds);
        Assert.Equal(["filler", "web.key", "web.pem"], Directory.EnumerateFiles(disk.Path).Select(Path.GetFileName).Order());
        File.Delete(disk["filler"]);
        await _fixture.Install(2);
        Assert.True((await _fixture.Prove(2)).Holds);
    }

    [SmallDiskFact]
    public async Task A_read_only_disk_leaves_what_was_there()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        _fixture.Settings = new FileTargetSettings { Path = disk["web.pem"], KeyPath = disk["web.key"] };
        await _fixture.Install(1);
        disk.MakeReadOnly();
        await Refused("Read-only", disk["web.pem"], number: 2);
        Assert.True((await _fixture.Prove(1)).Holds);
    }

    [UnixFact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var folder = OperatingSystem.IsLinux() ? "/proc/self" : "/System";
        _fixture.Settings = new FileTargetSettings { Path = $"{folder}/web.pem" };
        await Refused($"{folder}/web.pem", $"{folder}/web.pem");
    }

    private async Task Refused(string reason, string named, int number = 1)
    {
        var refusal = await Assert.ThrowsAsync<MimException>(() => _fixture.Install(number));
        Assert.Equal(MimErrorCause.InstallFailed, refusal.Cause);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
