using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Testing;

namespace Mim.Core.Tests.Issuing;

public sealed class IssuePipelineTests : IDisposable
{
    private readonly TestSession _store = new();

    public IssuePipelineTests() => _store.NewAuthority();

    private MimSession Session => _store.Session;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void FiveThousandComeOutInOrder()
    {
        const int count = 5000;
        using var pipeline = Session.Certificates.Open(default);
        var results = new List<IssueResult>();
        for (var number = 0; number < count; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"host{number}.corp.test" }, number);
            while (pipeline.TryTake(out var ready))
            {
                results.Add(ready);
            }
        }

        results.AddRange(pipeline.Complete());

        Assert.Equal(Enumerable.Range(0, count), results.Select(result => (int)result.Tag!));
        Assert.All(results, result => Assert.Equal(result.Request.Name, result.Identity?.Name));
        Assert.Equal(count, Session.Identities.Count(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default));
        Assert.Equal(count, results.Select(result => result.Identity!.SerialNumber).Distinct().Count());
        Assert.Equal(count, Session.Audit.Read(new AuditQuery { Acts = ["IssueCertificate"] }, default).Count());
        Assert.True(Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void WhatIsTakenOutIsStored()
    {
        using var other = _store.OpenAnother();
        using var pipeline = Session.Certificates.Open(default);
        var taken = 0;
        for (var number = 0; number < 300; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"host{number}" }, null);
            while (pipeline.TryTake(out var ready))
            {
                Assert.Equal(ready.Identity!.Fingerprint, other.Identities.Get(ready.Identity.Id).Fingerprint);
                taken++;
            }
        }

        Assert.Equal(300 - taken, pipeline.Complete().Count());
    }

    [Fact]
    public void OneThatIsRefusedStopsNoOther()
    {
        using var pipeline = Session.Certificates.Open(default);
        string[] names = ["good1", "not a host", "good2", "GOOD1", "good3", string.Empty, "good4"];
        foreach (var name in names)
        {
            pipeline.Add(new NewCertificate { Name = name }, name);
        }

        pipeline.Add(new NewCertificate { Name = "good5", Authority = "nobody" }, "good5");
        pipeline.Add(new NewCertificate { Name = "good6", Lifetime = TimeSpan.MaxValue }, "good6");

        var results = pipeline.Complete().ToList();

        Assert.Equal(
            [null, MimErrorCause.InvalidName, null, MimErrorCause.IdentityExists, null, MimErrorCause.InvalidName, null, MimErrorCause.AuthorityNotFound, MimErrorCause.PolicyViolation],
            results.Select(result => result.Error?.Cause));
        Assert.All(results, result => Assert.NotEqual(result.Identity is null, result.Error is null));
        Assert.Equal(4, Session.Identities.Count(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default));
    }

    [Fact]
    public void CancellingKeepsWhatIsCommittedAndNothingElse()
    {
        using var stop = new CancellationTokenSource();
        var taken = new List<IssueResult>();
        using (var pipeline = Session.Certificates.Open(stop.Token))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => AddUntilStopped(pipeline, taken, stop));
            Assert.ThrowsAny<OperationCanceledException>(() => taken.AddRange(pipeline.Complete()));
        }

        var stored = Session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default).Select(identity => identity.Id).ToHashSet();
        Assert.Subset(stored, taken.Select(result => result.Identity!.Id).ToHashSet());
        Assert.True(Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void DisposingWithoutCompletingStops()
    {
        var pipeline = Session.Certificates.Open(default);
        for (var number = 0; number < 500; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"host{number}" }, null);
        }

        pipeline.Dispose();
        pipeline.Dispose();

        Assert.True(Session.Audit.Test(default).Intact);
        _store.NewCertificate("after");
    }

    [Fact]
    public void AStoreThatFailsIsToldForEach()
    {
        using var pipeline = Session.Certificates.Open(default);
        _store.Time.Now += TimeSpan.FromDays(1);
        pipeline.Add(new NewCertificate { Name = "before" }, null);
        Assert.Null(Assert.Single(Drain(pipeline, 1)).Error);

        _store.Time.Now -= TimeSpan.FromHours(12);
        pipeline.Add(new NewCertificate { Name = "after1" }, null);
        pipeline.Add(new NewCertificate { Name = "after2" }, null);

        Assert.Equal([MimErrorCause.ClockWentBack, MimErrorCause.ClockWentBack], pipeline.Complete().Select(result => result.Error?.Cause));
        Assert.Equal(1, Session.Identities.Count(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default));
    }

    [Fact]
    public void AnAuthorityRevokedMeanwhileIssuesNoMore()
    {
        using var pipeline = Session.Certificates.Open(default);
        pipeline.Add(new NewCertificate { Name = "before" }, null);
        Assert.Null(Assert.Single(Drain(pipeline, 1)).Error);

        Session.Revocation.Revoke(Session.Authorities.Find([], default).Single().Id, new(), default);
        pipeline.Add(new NewCertificate { Name = "after" }, null);

        Assert.Equal(MimErrorCause.AuthorityUnusable, Assert.Single(pipeline.Complete()).Error?.Cause);
    }

    [Fact]
    public void SlowKeysDoNotHoldBackFinishedOnes()
    {
        using var pipeline = Session.Certificates.Open(default);
        pipeline.Add(new NewCertificate { Name = "quick" }, null);
        for (var number = 0; number < 8; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"slow{number}", KeyAlgorithm = KeyAlgorithm.Rsa4096 }, null);
        }

        Assert.Equal("quick", Assert.Single(Drain(pipeline, 1)).Identity?.Name);
    }

    private static void AddUntilStopped(IssuePipeline pipeline, List<IssueResult> taken, CancellationTokenSource stop)
    {
        for (var number = 0; number < 1_000_000; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"host{number}" }, null);
            while (pipeline.TryTake(out var ready))
            {
                taken.Add(ready);
            }

            if (taken.Count > 100)
            {
                stop.Cancel();
            }
        }
    }

    private static List<IssueResult> Drain(IssuePipeline pipeline, int count)
    {
        var results = new List<IssueResult>();
        while (results.Count < count)
        {
            if (pipeline.TryTake(out var result))
            {
                results.Add(result);
            }
            else
            {
                Thread.Sleep(5);
            }
        }

        return results;
    }
}
