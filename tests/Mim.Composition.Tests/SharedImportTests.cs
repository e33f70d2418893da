using System.Globalization;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

/// <summary>Imports of many records into a shared store, whose groups are on their way together.</summary>
public sealed class SharedImportTests : IDisposable
{
    private const int Many = 9000;
    private readonly TemporaryFolder _folder = new();
    private readonly StoreReference _reference;

    public SharedImportTests() => _reference = new StoreReference
    {
        Location = PostgresPrograms.Missing is null ? PostgresTestInventory.NewLocation() : string.Empty,
        KeyFile = _folder["store.key"],
        CreateIfMissing = true,
    };

    public void Dispose() => _folder.Dispose();

    [RequiresPostgresFact]
    public void All_are_stored_once_in_their_order_and_with_their_acts()
    {
        using var session = Open();

        Assert.All(Import(session, Names("host")), outcome => Assert.Equal(ImportAction.Added, outcome.Result?.Action));
        Assert.Equal(Many, Acts(session, "ImportIdentity"));
        Assert.All(Import(session, Names("host")), outcome => Assert.Equal(ImportAction.Unchanged, outcome.Result?.Action));

        Assert.Equal(Many, session.Identities.Count(new IdentityQuery(), default));
        Assert.True(session.Audit.Test(default).Intact);
    }

    [RequiresPostgresFact]
    public void What_is_said_last_holds_whichever_group_it_is_in()
    {
        using var session = Open();
        var names = Names("host").ToList();
        using var run = session.Importer.Open(default);
        names.ForEach(name => Add(run, name, "first"));
        names.ForEach(name => Add(run, name.ToUpperInvariant(), "last"));

        var outcomes = run.Complete().ToList();

        Assert.Equal(Many, outcomes.Count(outcome => outcome.Result?.Action == ImportAction.Updated));
        Assert.Equal(Many, session.Identities.Count(new IdentityQuery { Owners = ["last"] }, default));
    }

    [RequiresPostgresFact]
    public async Task Two_who_import_the_same_at_once_share_it()
    {
        using var one = Open();
        using var other = Open();
        var names = Names("host").ToList();

        var outcomes = await Task.WhenAll(
            Task.Run(() => Import(one, names)), Task.Run(() => Import(other, Enumerable.Reverse(names))));

        Assert.All(outcomes.SelectMany(all => all), outcome => Assert.Null(outcome.Error));
        Assert.Equal(Many, outcomes.SelectMany(all => all).Count(outcome => outcome.Result?.Action == ImportAction.Added));
        Assert.Equal(Many, one.Identities.Count(new IdentityQuery(), default));
        Assert.Equal(Many, Acts(one, "ImportIdentity"));
        Assert.True(one.Audit.Test(default).Intact);
    }

    [RequiresPostgresFact]
    public void What_was_stored_when_it_is_stopped_has_its_acts()
    {
        using var session = Open();
        using var stop = new CancellationTokenSource();
        using var run = session.Importer.Open(stop.Token);

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var name in Names("host").Concat(Names("more")))
            {
                Add(run, name);
                if (name == $"host{Many - 1:D5}")
                {
                    stop.Cancel();
                }
            }

            run.Complete().ToList();
        });
        run.Dispose();

        Assert.Equal(Acts(session, "ImportIdentity"), session.Identities.Count(new IdentityQuery(), default));
        Assert.True(session.Audit.Test(default).Intact);
    }

    private static IEnumerable<string> Names(string prefix) =>
        Enumerable.Range(0, Many).Select(number => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D5}"));

    private static List<ImportOutcome> Import(MimSession session, IEnumerable<string> names)
    {
        using var run = session.Importer.Open(default);
        List<string> all = [.. names];
        all.ForEach(name => Add(run, name));
        List<ImportOutcome> outcomes = [.. run.Complete()];
        Assert.Equal(all, outcomes.Select(outcome => outcome.What));
        return outcomes;
    }

    private static void Add(ImportRun run, string name, string? owner = null) =>
        run.AddRecord(new ImportDocumentation { Name = name, Owner = owner }, "list.csv");

    private static int Acts(MimSession session, string act) =>
        session.Audit.Read(new AuditQuery { Acts = [act] }, default).Count();

    // By a clock that stands still groups are as large as they become.
    private MimSession Open() =>
        new MimComposition(new ManualTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)))
            .Open(_reference, new ActContext("tester", "host1", Guid.NewGuid()), default);
}
