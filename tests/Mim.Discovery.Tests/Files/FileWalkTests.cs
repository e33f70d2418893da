using System.Runtime.Versioning;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Discovery.Files;
using Mim.Testing;

namespace Mim.Discovery.Tests.Files;

public sealed class FileWalkTests : IDisposable
{
    private const UnixFileMode Everyone =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private readonly FoundFiles _files = new();

    public void Dispose() => _files.Dispose();

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_may_not_be_listed_is_told_and_the_walk_goes_on()
    {
        _files.Write("closed/a.pem", "a");
        _files.Write("open/b.pem", "b");
        File.SetUnixFileMode(_files["closed"], UnixFileMode.None);
        File.SetUnixFileMode(_files["open"], Everyone);
        File.SetUnixFileMode(_files.Path, Everyone);
        var denied = new List<FileSighting>();
        List<string> files = [];
        var walk = new FileWalk(new FileScan { Paths = [_files.Path], Recurse = true }, PseudoFileSystems.Read());

        Assert.Null(Nobody.Try(() => files = [.. walk.Files(denied.Add, CancellationToken.None)]));

        File.SetUnixFileMode(_files["closed"], Everyone);
        Assert.Equal([_files["open/b.pem"]], files);
        Assert.Equal((FindingStatus.AccessDenied, _files["closed"]), Assert.Single(denied.Select(one => (one.Status, one.Path))));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_behind_a_closed_folder_may_be_there()
    {
        _files.Write("closed/a.pem", "a");
        File.SetUnixFileMode(_files["closed"], UnixFileMode.None);
        File.SetUnixFileMode(_files.Path, Everyone);

        Assert.Null(Nobody.Try(() => Walk("closed/a.pem").RequirePaths()));
        Assert.IsType<MimException>(Nobody.Try(() => Walk("open/a.pem").RequirePaths()));

        File.SetUnixFileMode(_files["closed"], Everyone);
        FileWalk Walk(string path) => new(new FileScan { Paths = [_files[path]] }, PseudoFileSystems.Read());
    }

    [Fact]
    public void The_kernel_is_not_walked_into_from_above()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.True(PseudoFileSystems.Read().Contains("/proc"));
            Assert.False(PseudoFileSystems.Read().Contains("/"));
        }
    }
}
