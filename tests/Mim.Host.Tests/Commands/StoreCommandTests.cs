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

    public void Dispose() => _store.Dispose();
}
