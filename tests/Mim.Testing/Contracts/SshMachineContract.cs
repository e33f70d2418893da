using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Testing.Programs;

namespace Mim.Testing.Contracts;

/// <summary>What every machine does that keys are looked for on. All are this machine in the end, so that files can be put there.</summary>
public abstract class SshMachineContract : IDisposable
{
    private const int MostOctets = 16 << 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [SuiteFact]
    public async Task Accounts_have_a_name_and_a_home()
    {
        await using var machine = Open();
        var accounts = await machine.AccountsAsync(CancellationToken.None);
        Assert.NotEmpty(accounts);
        Assert.All(accounts, account => Assert.True(account is { Name.Length: > 0, Id.Length: > 0 }));
        Assert.Contains(accounts, account => Path.IsPathFullyQualified(account.Home));
    }

    [SuiteFact]
    public async Task Any_octets_come_as_they_are()
    {
        var octets = Enumerable.Range(0, 100_000).Select(number => (byte)number).ToArray();
        File.WriteAllBytes(_folder["octets"], octets);
        var (path, content) = Assert.Single(await ReadAsync(_folder["octets"]));
        Assert.Equal(_folder["octets"], path);
        Assert.Equal(octets, content);
    }

    [SuiteFact]
    public async Task Nothing_that_is_not_there_comes() => Assert.Empty(await ReadAsync(_folder["none"], _folder["none/none"], $"{_folder["none"]}/"));

    [SuiteFact]
    public async Task Of_a_folder_the_files_directly_within_come()
    {
        Directory.CreateDirectory(_folder["sub"]);
        foreach (var name in new[] { "one", ".two", "sub/three" })
        {
            File.WriteAllText(_folder[name], name);
        }

        var files = await ReadAsync(_folder.Path + Path.DirectorySeparatorChar);
        Assert.Equal([_folder[".two"], _folder["one"]], files.Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    [SuiteFact]
    public async Task Names_are_taken_as_they_are()
    {
        string[] names = ["with space", "it's", "$(id)", "`id`", "*", "new\nline", "-n", "ümlaut", "\\"];
        foreach (var name in names)
        {
            File.WriteAllText(_folder[name], name);
        }

        var files = await ReadAsync([.. names.Select(name => _folder[name])]);
        Assert.Equal(names.Select(name => (_folder[name], name)), files.Select(file => (file.Path, System.Text.Encoding.UTF8.GetString(file.Content))));
    }

    [SuiteFact]
    public async Task A_pipe_is_passed_over_and_a_huge_file_is_cut()
    {
        ProgramRunner.Run("mkfifo", _folder["pipe"]).Succeeded();
        using (var stream = File.Create(_folder["sparse"]))
        {
            stream.SetLength(1L << 32);
        }

        var (_, content) = Assert.Single(await ReadAsync(_folder["pipe"], _folder["sparse"]));
        Assert.InRange(content.Length, 1, MostOctets);
    }

    [SuiteFact]
    public async Task Of_a_long_list_everything_comes_and_only_what_is_cut_is_said_to_be()
    {
        File.WriteAllBytes(_folder["long"], new byte[(1 << 20) + 1]);
        using (var stream = File.Create(_folder["sparse"]))
        {
            stream.SetLength(MostOctets + 1);
        }

        await using var machine = Open();
        await foreach (var file in machine.ReadAsync([_folder["long"], _folder["sparse"]], CancellationToken.None))
        {
            using (file)
            {
                Assert.Equal(file.Path == _folder["sparse"], file.IsCut);
                Assert.True(file.IsCut || file.Content!.Length == (1 << 20) + 1);
            }
        }
    }

    [SuiteFact]
    public async Task Cancelled_it_says_nothing()
    {
        await using var machine = Open();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => machine.AccountsAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var file in machine.ReadAsync([_folder.Path], cancelled))
            {
                file.Dispose();
            }
        });
    }

    protected abstract ISshMachine Open();

    protected virtual void Dispose(bool disposing) => _folder.Dispose();

    private async Task<List<(string Path, byte[] Content)>> ReadAsync(params IReadOnlyList<string> places)
    {
        await using var machine = Open();
        var files = new List<(string, byte[])>();
        await foreach (var file in machine.ReadAsync(places, CancellationToken.None))
        {
            using (file)
            {
                Assert.Equal(FindingStatus.Found, file.Status);
                Assert.Contains(file.Place, places);
                files.Add((file.Path, file.Content!.Span.ToArray()));
            }
        }

        return files;
    }
}
