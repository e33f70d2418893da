using Mim.Host.Tests.Commands;
using Mim.Testing;

namespace Mim.Host.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("rotate")]
    [InlineData("list", "--expiring", "soon")]
    [InlineData("crl", "publish")]
    [InlineData("store")]
    [InlineData("list", "--store", "")]
    [InlineData("store", "backup", "")]
    public async Task Bad_arguments_are_one_line_and_end_with_2(params string[] arguments)
    {
        var result = await CommandRun.Of(arguments);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.StartsWith("mim: InvalidArgument: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("rotate", "--due")]
    [InlineData("list")]
    [InlineData("store", "test")]
    [InlineData("crl", "publish", "corp")]
    public async Task A_store_that_is_not_there_ends_with_2_and_is_named(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var result = await CommandRun.Of([.. arguments, "--store", folder["nothing.db"]]);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("mim: StoreNotFound: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(folder["nothing.db"], result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_file_that_is_no_store_ends_with_2_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["letter.txt"], "Dear store");
        var result = await CommandRun.Of("list", "--store", folder["letter.txt"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Equal("Dear store", File.ReadAllText(folder["letter.txt"]));
    }

    [Fact]
    public async Task Help_shows_every_command()
    {
        var result = (await CommandRun.Of("--help")).Succeeded();
        Assert.All(["tour", "list", "rotate", "crl", "store"], command => Assert.Contains(command, result.Output, StringComparison.Ordinal));
    }
}
