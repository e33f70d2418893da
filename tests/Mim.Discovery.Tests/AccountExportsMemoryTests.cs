using Mim.Testing;

namespace Mim.Discovery.Tests;

/// <summary>Runs alone, as it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(AccountExportsMemoryTests), DisableParallelization = true)]
[Collection(nameof(AccountExportsMemoryTests))]
public sealed class AccountExportsMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_long_list_is_read_in_little_memory()
    {
        const int count = 60_000;
        using (var file = new StreamWriter(_folder["long"]))
        {
            file.Write("{\"value\":[");
            for (var index = 0; index < count; index++)
            {
                file.Write($"{(index == 0 ? "" : ",\n")}{{\"appId\":\"{index:D8}\",\"displayName\":\"app {index}\",\"notes\":\"{new string('n', 400)}\"}}");
            }

            file.Write("]}");
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (seen, most) = (0, 0L);
        foreach (var _ in new AccountExports().Read(_folder["long"], CancellationToken.None))
        {
            if (++seen % 20_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(count, seen);
        Assert.InRange(most, long.MinValue, 4 << 20);
    }
}
