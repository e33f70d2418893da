using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Delivery.Tests;

public sealed class FileTargetConcurrencyTests : IDisposable
{
    private const int Rounds = 25;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Targets_that_share_a_folder_leave_each_other_alone()
    {
        await Parallel.ForAsync(0, 6, async (index, _) =>
        {
            using var fixture = Target($"web{index}");
            for (var round = 1; round <= Rounds; round++)
            {
                var receipt = await fixture.Install(round % 3);
                Assert.Equal(Proof.Held, await fixture.Prove(round % 3));
                await fixture.Retire(receipt);
            }
        });
        Assert.Equal(12, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task A_reader_sees_one_version_or_the_other_and_never_less()
    {
        using var fixture = Target("web");
        await fixture.Retire(await fixture.Install(1));
        var one = await File.ReadAllTextAsync(fixture.Settings.Path);
        await fixture.Retire(await fixture.Install(2));
        var other = await File.ReadAllTextAsync(fixture.Settings.Path);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.Contains(ReadShared(fixture.Settings.Path), new[] { one, other });
            }
        });
        for (var round = 1; round <= Rounds; round++)
        {
            await fixture.Retire(await fixture.Install(1 + (round % 2)));
        }

        await done.CancelAsync();
        await reader;
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private FileTargetFixture Target(string name) => new()
    {
        Settings = new FileTargetSettings { Path = _folder[$"{name}.pem"], KeyPath = _folder[$"{name}.key"] },
    };
}
