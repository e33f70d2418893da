using Mim.Core.Access;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery.Accounts;

/// <summary>A store, and a server in memory that accounts are looked for on.</summary>
internal sealed class AccountSearch : IDisposable
{
    private readonly TestSession _store = new();
    private IInventory? _inventory;

    public AccountSearch() => Session = DecoratedSession.Open(_store.Location, _store.Time, parts =>
    {
        _inventory = parts.Inventory;
        return parts with { AccountDiscovery = parts.AccountDiscovery with { Listers = [Lister] } };
    });

    public MimSession Session { get; }

    public FakeLister Lister { get; } = new();

    public DateTimeOffset Now => _store.Time.Now;

    /// <summary>What is found when the server has just these.</summary>
    public async Task<List<AccountFinding>> FindAsync(params IEnumerable<AccountSighting> accounts)
    {
        Lister.Accounts.Clear();
        Lister.Accounts.AddRange(accounts);
        using var reader = AccountServer.Credential(FakeLister.Reader, FakeLister.ReaderPassword);
        var found = new List<AccountFinding>();
        await foreach (var finding in Session.AccountDiscovery.FindAsync(FakeRotator.Place(FakeLister.Reader), reader, new AccountScan(), default))
        {
            found.Add(finding);
        }

        return found;
    }

    public Task<List<ImportResult>> ImportAsync(params IEnumerable<AccountSighting> accounts) => ImportAsync(new ImportDocumentation(), accounts);

    public async Task<List<ImportResult>> ImportAsync(ImportDocumentation documentation, params IEnumerable<AccountSighting> accounts)
    {
        var found = await FindAsync(accounts);
        using var run = Session.Importer.Open(default);
        found.ForEach(finding => run.AddFinding(finding, documentation));
        var outcomes = run.Complete().ToList();
        return [.. outcomes.Select(outcome => outcome.Error is { } error ? throw error : outcome.Result).OfType<ImportResult>()];
    }

    public IReadOnlyList<Location> Locations(Guid identityId) => Session.Identities.Locations(identityId);

    public IReadOnlyList<Evidence> Evidence(Guid identityId) => [.. _inventory!.Evidence.OfIdentity(identityId, default)];

    public void Dispose()
    {
        Session.Dispose();
        _store.Dispose();
    }
}
