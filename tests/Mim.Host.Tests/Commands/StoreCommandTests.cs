namespace Mim.Host.Tests.Commands;

public sealed class StoreCommandTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task A_sound_store_passes_every_check()
    {
        _store.AddServer("web01.test", dueAtOnce: false);
        var result = (await CommandRun.Of("store", "test", "--store", _store.Location)).Succeeded();
        Assert.All(result.Output.TrimEnd().Split('\n'), line => Assert.StartsWith("passed  ", line, StringComparison.Ordinal));
        Assert.Contains("AuditChain", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_a_store()
    {
        _store.AddServer("web01.test", dueAtOnce: false);
        (await CommandRun.Of("store", "backup", _store["copy.db"], "--store", _store.Location)).Succeeded();
        var again = await CommandRun.Of("store", "backup", _store["copy.db"], "--store", _store.Location);
        Assert.Equal(2, again.ExitCode);
        Assert.StartsWith("mim: StoreExists: ", again.Error, StringComparison.Ordinal);
        var list = (await CommandRun.Of("list", "--store", _store["copy.db"])).Succeeded();
        Assert.Contains("web01.test", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_of_the_roles_is_for_the_schema_that_was_named()
    {
        var result = (await CommandRun.Of("store", "roles", "--schema", "Inventory_2")).Succeeded();
        Assert.StartsWith("\\set schema Inventory_2\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("GRANT INSERT ON audit,", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n\\! id")]
    [InlineData("a';--")]
    public async Task A_schema_has_a_plain_name(string schema)
    {
        var result = await CommandRun.Of("store", "roles", "--schema", schema);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("mim: InvalidArgument: ", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();
}
