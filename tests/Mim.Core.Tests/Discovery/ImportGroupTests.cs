using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery;

public sealed class ImportGroupTests : IDisposable
{
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void ACertificateThatComesTwiceIsOneIdentity()
    {
        var der = Foreign("web01");

        var outcomes = Import(run =>
        {
            run.AddCertificate(der, null, "one", new ImportDocumentation());
            run.AddCertificate(der, null, "other", new ImportDocumentation());
        });

        Assert.Equal([ImportAction.Added, ImportAction.Unchanged], outcomes.Select(outcome => outcome.Action));
        Assert.Equal(outcomes[0].IdentityId, outcomes[1].IdentityId);
    }

    [Fact]
    public void NamesakesOfAGroupGetNamesOfTheirOwn()
    {
        var outcomes = Import(run =>
        {
            foreach (var der in new[] { Foreign("web01"), Foreign("web01"), Foreign("web02") })
            {
                run.AddCertificate(der, null, "wire", new ImportDocumentation());
            }
        });

        Assert.Equal(["web01", $"web01 ({outcomes[1].Identity.Fingerprint![..8]})", "web02"], outcomes.Select(outcome => outcome.Identity.Name));
    }

    [Fact]
    public void ARecordOfTheGroupGetsItsCredential()
    {
        var outcomes = Import(run =>
        {
            run.AddRecord(new ImportDocumentation { Name = "web01", Owner = "ops" }, "list.csv");
            run.AddCertificate(Foreign("web01"), null, "wire", new ImportDocumentation { Name = "web01" });
        });

        Assert.Equal((ImportAction.Updated, "ops", 1), (outcomes[1].Action, outcomes[1].Identity.Owner, outcomes[1].Identity.Version));
    }

    [Fact]
    public void WhatAnAuthorityOfOursSignedIsToldApart()
    {
        _store.NewAuthority();
        var ours = _store.NewCertificate("ours");
        var der = _store.Session.Identities.Versions(ours.Id).Single().Certificate!;
        var foreign = Foreign("theirs");

        var outcomes = Import(run =>
        {
            run.AddCertificate(foreign, null, "wire", new ImportDocumentation());
            run.AddCertificate(der, null, "wire", new ImportDocumentation());
        });

        Assert.Null(outcomes[0].Identity.AuthorityId);
        Assert.Equal((ImportAction.Unchanged, ours.AuthorityId), (outcomes[1].Action, outcomes[1].Identity.AuthorityId));
    }

    [Fact]
    public void OfManyOnlyTheOnesToBlameAreRefused()
    {
        _store.NewAuthority();
        _store.NewCertificate("taken");
        using var run = _store.Session.Importer.Open(default);
        for (var number = 0; number < 20; number++)
        {
            var name = number is 3 or 4 or 17 ? "taken" : $"host{number:D2}";
            run.AddCertificate(Foreign($"host{number}"), null, $"{number}", new ImportDocumentation { Name = name });
        }

        var outcomes = run.Complete().ToList();

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), outcomes.Select(outcome => outcome.What));
        Assert.Equal(["3", "4", "17"], outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.What));
        Assert.True(_store.Session.Audit.Test(default).Intact);
    }

    private static byte[] Foreign(string name)
    {
        using var other = new TestSession();
        other.NewAuthority("elsewhere");
        return other.Session.Identities.Versions(other.NewCertificate(name).Id).Single().Certificate!;
    }

    // The first of a run is committed alone.
    private List<ImportResult> Import(Action<ImportRun> add)
    {
        using var run = _store.Session.Importer.Open(default);
        run.AddRecord(new ImportDocumentation { Name = "first" }, "list.csv");
        add(run);
        return [.. run.Complete().Skip(1).Select(outcome => outcome.Result!)];
    }
}
