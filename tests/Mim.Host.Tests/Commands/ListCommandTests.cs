namespace Mim.Host.Tests.Commands;

public sealed class ListCommandTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task Identities_come_as_a_table_without_escape_sequences()
    {
        _store.AddServer("web01.test", dueAtOnce: false);
        var result = (await CommandRun.Of("list", "--store", _store.Location)).Succeeded();
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Name ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("corp ", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"^web01\.test +Certificate +Active +1 +\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d", lines[2]);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Theory]
    [InlineData("30d", "Nothing ends within that span.")]
    [InlineData("100d", "web01.test")]
    public async Task Expiring_counts_from_now(string span, string expected)
    {
        _store.AddServer("web01.test", dueAtOnce: false);
        var result = (await CommandRun.Of("list", "--expiring", span, "--store", _store.Location)).Succeeded();
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("corp", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();
}
