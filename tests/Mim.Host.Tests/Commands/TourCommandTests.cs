using Mim.Testing;

namespace Mim.Host.Tests.Commands;

public sealed class TourCommandTests
{
    [Fact]
    public void Every_step_holds_and_says_what_it_proved()
    {
        using var folder = new TemporaryFolder();
        var result = MimProcess.Run("tour", "--folder", folder["tour"]).Succeeded();
        Assert.DoesNotContain('\e', result.Output);
        Assert.Matches(@"[\d,]+ handshakes while version 1 became 2: 0 failed\.", result.Output);
        Assert.Matches(@"before: serial [0-9A-F]{16,}", result.Output);
        Assert.Matches(@"after:  serial [0-9A-F]{16,}", result.Output);
        Assert.Contains("with list 2, refuses: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("intact, the export with its public key alone", result.Output, StringComparison.Ordinal);
        Assert.Contains("is caught: Edited at record ", result.Output, StringComparison.Ordinal);
        Assert.Contains("opened with the same key file: 3 identities, every check passes", result.Output, StringComparison.Ordinal);
        Assert.Contains("Every step held, in ", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["tour"], "server", "localhost.crt")));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine"], "mine");
        var result = MimProcess.Run("tour", "--folder", folder.Path);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(folder.Path, result.Error, StringComparison.Ordinal);
        Assert.Equal([folder["mine"]], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "a file");
        var result = await CommandRun.Of("tour", "--folder", folder["file/tour"]);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(folder["file"], result.Error, StringComparison.Ordinal);
    }
}
