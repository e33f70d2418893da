using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Testing;

namespace Mim.Ssh.Tests;

/// <summary>What a Windows machine is looked at by, on any machine; its pipes lie in no folder.</summary>
public sealed class WindowsMachineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folders_of_users_are_its_accounts()
    {
        Directory.CreateDirectory(_folder["bob"]);
        File.WriteAllText(_folder["desktop.ini"], "");
        await using var machine = new WindowsMachine(_folder.Path);
        var account = Assert.Single(await machine.AccountsAsync(CancellationToken.None));
        Assert.Equal(("bob", _folder["bob"]), (account.Name, account.Home));
        Assert.Null(await machine.EffectiveConfigurationAsync("bob", CancellationToken.None));
    }

    [Fact]
    public async Task Files_and_folders_are_read_and_what_is_not_there_is_passed_over()
    {
        var separator = Path.DirectorySeparatorChar;
        File.WriteAllText(_folder["one"], "1");
        Directory.CreateDirectory(_folder["below"]);
        File.WriteAllText(_folder["below/two"], "2");
        Assert.Equal([(_folder["one"], "1")], await ReadAsync(_folder["one"], _folder["none"], $"{_folder["none"]}{separator}"));
        Assert.Equal([(_folder["one"], "1")], await ReadAsync(_folder.Path + separator));
        Assert.Equal([(_folder["below/two"], "2")], await ReadAsync(_folder["below"] + separator));
    }

    [Fact]
    public async Task A_huge_file_is_cut()
    {
        using (var stream = File.Create(_folder["sparse"]))
        {
            stream.SetLength(1L << 32);
        }

        Assert.Equal(16 << 20, Assert.Single(await ReadAsync(_folder["sparse"])).Content.Length);
    }

    private async Task<List<(string Path, string Content)>> ReadAsync(params IReadOnlyList<string> places)
    {
        await using var machine = new WindowsMachine(_folder.Path);
        var files = new List<(string, string)>();
        await foreach (var file in machine.ReadAsync(places, CancellationToken.None))
        {
            using (file)
            {
                files.Add((file.Path, Encoding.ASCII.GetString(file.Content!.Span)));
            }
        }

        return files;
    }
}
