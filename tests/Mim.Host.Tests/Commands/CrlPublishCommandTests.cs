namespace Mim.Host.Tests.Commands;

public sealed class CrlPublishCommandTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task The_next_list_is_signed_and_written()
    {
        _store.AddServer("web01.test", dueAtOnce: false);
        var result = (await CommandRun.Of("crl", "publish", "corp", "--path", _store["corp.crl"], "--store", _store.Location)).Succeeded();
        Assert.Matches(@"^corp list 1: 0 entries, next update \d{4}-\d\d-\d\d \d\d:\d\dZ", result.Output);
        using var session = _store.Open();
        Assert.Equal(session.RevocationLists.Find(null, CancellationToken.None).Single().Der, File.ReadAllBytes(_store["corp.crl"]));
    }

    [Fact]
    public async Task An_unknown_authority_ends_with_1()
    {
        _store.Open().Dispose();
        var result = await CommandRun.Of("crl", "publish", "nobody", "--store", _store.Location);
        Assert.Equal((1, "mim: AuthorityNotFound: There is no authority 'nobody'."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_and_the_list_stays_recorded()
    {
        _store.AddServer("web01.test", dueAtOnce: false);
        var result = await CommandRun.Of("crl", "publish", "corp", "--path", _store["nowhere/corp.crl"], "--store", _store.Location);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(_store["nowhere"], result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        using var session = _store.Open();
        Assert.Single(session.RevocationLists.Find(null, CancellationToken.None));
    }

    public void Dispose() => _store.Dispose();
}
