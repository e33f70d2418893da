using System.Runtime.Versioning;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Testing.Programs;

namespace Mim.Testing.Contracts;

/// <summary>What every finder of files with keys of SSH does with folders as people leave them.</summary>
public abstract class SshFileFinderContract : IDisposable
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJC one@host\n";
    private readonly TemporaryFolder _folder = new();

    protected abstract ISshFileFinder Finder { get; }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Files_with_marks_are_found_with_their_content_and_others_are_not()
    {
        Directory.CreateDirectory(_folder["below"]);
        Write("id.pub", Key);
        Write("notes.txt", "nothing");
        Write("empty", "");
        Write("below/authorized_keys", "# people\n" + Key);
        File.WriteAllBytes(_folder["list"], [.. "SSHKRL\n\0"u8, 0, 0, 0, 1]);
        File.WriteAllBytes(_folder["binary"], [0, .. Encoding.ASCII.GetBytes(Key)]);
        Assert.Equal([_folder["id.pub"], _folder["list"]], (await FindAsync(recurse: false)).Select(file => file.Path).Order());
        var found = await FindAsync(recurse: true);
        Assert.Equal([_folder["below/authorized_keys"], _folder["id.pub"], _folder["list"]], found.Select(file => file.Path).Order());
        Assert.Equal(Key, found.Single(file => file.Path == _folder["id.pub"]).Content);
    }

    [Fact]
    public async Task One_file_is_found_by_its_own_path()
    {
        Write("id.pub", Key);
        Assert.Equal(_folder["id.pub"], Assert.Single(await FindAsync(recurse: false, _folder["id.pub"])).Path);
    }

    [Fact]
    public async Task A_long_file_is_read_up_to_sixteen_mebibytes()
    {
        Write("long", Key + new string('#', 17 << 20));
        Assert.Equal(16 << 20, Assert.Single(await FindAsync(recurse: false)).Content.Length);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Pipes_links_back_and_odd_names_keep_nobody()
    {
        ProgramRunner.Run("mkfifo", _folder["pipe"]).Succeeded();
        Directory.CreateSymbolicLink(_folder["again"], _folder.Path);
        Write("new\nline", Key);
        Assert.Equal(_folder["new\nline"], Assert.Single(await FindAsync(recurse: true)).Path);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Permissions_owner_and_age_come_with_it()
    {
        Write("id.pub", Key);
        File.SetUnixFileMode(_folder["id.pub"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var scan = new FileScan { Paths = [_folder.Path] };
        await foreach (var file in Finder.FindAsync(scan, progress: null, CancellationToken.None))
        {
            using (file)
            {
                Assert.Equal("rw-r-----", file.Permissions);
                Assert.Equal(Environment.UserName, file.Owner);
                Assert.Equal(new DateTimeOffset(File.GetLastWriteTimeUtc(file.Path), TimeSpan.Zero), file.ModifiedAt);
            }
        }
    }

    [Fact]
    public async Task What_is_excluded_is_not_looked_into()
    {
        Write("id.pub", Key);
        Assert.Empty(await FindAsync(new FileScan { Paths = [_folder.Path], Exclude = ["*.pub"] }));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<MimException>(() => FindAsync(recurse: false, _folder["none"]));
        Assert.Equal((MimErrorCause.InvalidFile, _folder["none"]), (refusal.Cause, refusal.Subject));
    }

    [Fact]
    public async Task Cancelled_it_finds_nothing() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => FindAsync(new FileScan { Paths = [_folder.Path] }, new CancellationToken(canceled: true)));

    private void Write(string name, string content) => File.WriteAllText(_folder[name], content);

    private Task<List<(string Path, string Content)>> FindAsync(bool recurse, string? path = null) =>
        FindAsync(new FileScan { Paths = [path ?? _folder.Path], Recurse = recurse });

    private async Task<List<(string Path, string Content)>> FindAsync(FileScan scan, CancellationToken cancellationToken = default)
    {
        var files = new List<(string, string)>();
        await foreach (var file in Finder.FindAsync(scan, progress: null, cancellationToken))
        {
            using (file)
            {
                Assert.Equal(FindingStatus.Found, file.Status);
                files.Add((file.Path, Encoding.UTF8.GetString(file.Content!.Span)));
            }
        }

        return files;
    }
}
