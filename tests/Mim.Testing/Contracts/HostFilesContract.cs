using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What everything does that reads and replaces files of a machine. All are this machine in the end, a Unix one.</summary>
public abstract class HostFilesContract : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected abstract IHostFiles Files { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [SuiteFact]
    public async Task A_file_is_made_read_replaced_and_removed()
    {
        var path = _folder["it's a $file"];
        Assert.Null(await Files.ReadAsync(path, CancellationToken.None));
        using var octets = new HostFile(KeyMaterial.CopyOf(Enumerable.Range(0, 200_000).Select(number => (byte)number).ToArray()));
        await Files.ReplaceAsync(path, null, octets, CancellationToken.None);
        using var first = await Files.ReadAsync(path, CancellationToken.None);
        Assert.Equal(octets.Content.Span, first!.Content.Span);
        Assert.Equal(Convert.ToInt32("600", 8), first.Mode);

        using var empty = File("", mode: "640");
        await Files.ReplaceAsync(path, first, empty, CancellationToken.None);
        using var second = await Files.ReadAsync(path, CancellationToken.None);
        Assert.Equal((0, Convert.ToInt32("640", 8), first.Owner), (second!.Content.Length, second.Mode, second.Owner));

        await Files.ReplaceAsync(path, second, null, CancellationToken.None);
        Assert.Null(await Files.ReadAsync(path, CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [SuiteFact]
    public async Task What_somebody_else_changed_stays_as_it_is()
    {
        var path = _folder["file"];
        using var ours = File("ours");
        using var before = File("before");
        foreach (var (there, seen, becomes) in new[] { ("theirs", before, ours), ("theirs", null, ours), ("theirs", before, null), (null, before, ours) })
        {
            System.IO.File.Delete(path);
            if (there is not null)
            {
                System.IO.File.WriteAllText(path, there);
            }

            await FailsAsync(MimErrorCause.InstallFailed, () => Files.ReplaceAsync(path, seen, becomes, CancellationToken.None));
            Assert.Equal(there, System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : null);
            Assert.Equal(there is null ? 0 : 1, Directory.GetFileSystemEntries(_folder.Path).Length);
        }
    }

    [SuiteFact]
    public async Task A_link_leads_to_what_is_replaced()
    {
        System.IO.File.WriteAllText(_folder["goal"], "before");
        System.IO.File.CreateSymbolicLink(_folder["link"], _folder["goal"]);
        using var before = await Files.ReadAsync(_folder["link"], CancellationToken.None);
        using var after = File("after");
        await Files.ReplaceAsync(_folder["link"], before, after, CancellationToken.None);
        Assert.Equal("after", System.IO.File.ReadAllText(_folder["goal"]));
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
    }

    [SuiteFact]
    public async Task What_is_no_file_is_refused()
    {
        await FailsAsync(MimErrorCause.InvalidFile, () => Files.ReadAsync(_folder.Path, CancellationToken.None));
        await FailsAsync(MimErrorCause.InvalidFile, () => Files.ReadAsync("/dev/zero", CancellationToken.None));
        using (var huge = System.IO.File.Create(_folder["huge"]))
        {
            huge.SetLength((16 << 20) + 1);
        }

        await FailsAsync(MimErrorCause.InvalidFile, () => Files.ReadAsync(_folder["huge"], CancellationToken.None));
    }

    [SuiteFact]
    public async Task Where_it_cannot_be_written_nothing_is_left_behind()
    {
        using var file = File("x");
        using var nobodys = new HostFile(KeyMaterial.CopyOf("x"u8)) { Owner = "no-such-user" };
        await FailsAsync(MimErrorCause.InstallFailed, () => Files.ReplaceAsync(_folder["none/file"], null, file, CancellationToken.None));
        await FailsAsync(MimErrorCause.InstallFailed, () => Files.ReplaceAsync(_folder["file"], null, nobodys, CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    protected virtual void Dispose(bool disposing) => _folder.Dispose();

    private static HostFile File(string text, string mode = "600") =>
        new(KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text))) { Mode = Convert.ToInt32(mode, 8) };

    private static async Task FailsAsync(MimErrorCause cause, Func<Task> work) => Assert.Equal(cause, (await Assert.ThrowsAsync<MimException>(work)).Cause);
}
