using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery;

public sealed class ImportRunTests : IDisposable
{
    private const int FullGroup = 4096;
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AtAPromptEachIsCommittedAtOnce()
    {
        using var run = Open();

        Add(run, "web01");

        Assert.True(run.TryTake(out var outcome));
        Assert.Equal(("web01", ImportAction.Added), (outcome.What, outcome.Result!.Action));
        Assert.Single(_store.Session.Identities.Find(new IdentityQuery { Names = ["web01"] }, default));
    }

    [Fact]
    public void WhatComesInQuickSuccessionIsCommittedInGroups()
    {
        var before = Heads();
        using var run = Open();
        for (var number = 0; number < 600; number++)
        {
            Add(run, $"host{number:D3}");
        }

        Assert.Equal(Enumerable.Range(0, 600).Select(number => $"host{number:D3}"), run.Complete().Select(outcome => outcome.What));
        Assert.Equal(600, Heads() - before);
        Assert.True(_store.Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void NamesThatComeTwiceInAGroupAreOneIdentity()
    {
        using var run = Open();
        Add(run, "first");
        Add(run, "web01");
        Add(run, "WEB01", owner: "ops");
        Add(run, "web01", owner: "ops");

        Assert.Equal(
            [ImportAction.Added, ImportAction.Added, ImportAction.Updated, ImportAction.Unchanged],
            run.Complete().Select(outcome => outcome.Result!.Action));
    }

    [Fact]
    public void OneThatIsRefusedTakesNoOtherWithIt()
    {
        _store.NewAuthority();
        var certificate = _store.NewCertificate("web01");
        using var run = Open();
        Add(run, "first");
        Add(run, "before");
        var der = _store.Session.Identities.Versions(certificate.Id).Single().Certificate!;
        using var other = new TestSession();
        other.NewAuthority("elsewhere");
        var foreign = other.Session.Identities.Versions(other.NewCertificate("web01").Id).Single().Certificate!;
        run.AddCertificate(foreign, null, "wire", new ImportDocumentation { Name = "web01" });
        run.AddCertificate(der, null, "wire", new ImportDocumentation());
        Add(run, "after");

        var outcomes = run.Complete().ToList();

        Assert.Equal(["first", "before", "wire", "wire", "after"], outcomes.Select(outcome => outcome.What));
        Assert.Equal(MimErrorCause.IdentityExists, Assert.Single(outcomes, outcome => outcome.Error is not null).Error!.Cause);
        Assert.Equal(ImportAction.Unchanged, outcomes[3].Result!.Action);
        Assert.Equal(2, _store.Session.Identities.Find(new IdentityQuery { Names = ["before", "after"] }, default).Count());
    }

    [Fact]
    public void WhatWasNotCommittedIsDropped()
    {
        using (var run = Open())
        {
            Add(run, "first");
            Add(run, "second");
        }

        Assert.Equal("first", Assert.Single(_store.Session.Identities.Find(new IdentityQuery(), default)).Name);
    }

    [Fact]
    public void AFullGroupIsCommittedWhileTheNextIsCollected()
    {
        using var run = Open();
        var names = Enumerable.Range(0, 5000).Select(number => $"host{number:D4}").ToList();

        names.ForEach(name => Add(run, name));

        Assert.Equal(names, run.Complete().Select(outcome => outcome.What));
        Assert.Equal(names.Count, _store.Session.Identities.Find(new IdentityQuery(), default).Count());
        Assert.True(_store.Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void AGroupThatIsBeingCommittedEndsBeforeTheRun()
    {
        using (var run = Open())
        {
            for (var number = 0; number <= FullGroup; number++)
            {
                Add(run, $"host{number:D4}");
            }
        }

        Assert.Equal(FullGroup + 1, _store.Session.Identities.Find(new IdentityQuery(), default).Count());
    }

    private static void Add(ImportRun run, string name, string? owner = null) =>
        run.AddRecord(new ImportDocumentation { Name = name, Owner = owner }, "hosts.csv");

    private ImportRun Open() => _store.Session.Importer.Open(default);

    private long Heads() => _store.Session.Audit.Read(new AuditQuery(), default).Count();
}
