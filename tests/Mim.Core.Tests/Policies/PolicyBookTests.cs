using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Testing;

namespace Mim.Core.Tests.Policies;

public sealed class PolicyBookTests : IDisposable
{
    private readonly TestSession _store = new();

    private PolicyBook Book => _store.Session.Policies;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AStoreStartsWithTheBuiltInTiers()
    {
        Assert.Equal([Criticality.Low, Criticality.Medium, Criticality.High, Criticality.Critical], Book.Get().Select(policy => policy.Criticality));
        Assert.All(Book.Get(), policy => Assert.True(policy.IsBuiltIn));
    }

    [Fact]
    public void SettingAndRemovingMoveDueTimes()
    {
        _store.NewAuthority();
        var before = _store.NewCertificate("web01");
        var high = _store.Session.Certificates.Issue(new NewCertificate { Name = "high", Criticality = Criticality.High, Owner = "ops" }, default);

        Book.Set(Book.For(Criticality.Medium) with { RenewalFraction = 0.2 }, default);

        var moved = _store.Session.Identities.Get(before.Id);
        Assert.True(moved.DueAt < before.DueAt);
        Assert.Equal(moved.DueAt, _store.Session.Identities.Versions(before.Id).Single().DueAt);
        Assert.Equal(Millisecond(high.DueAt), _store.Session.Identities.Get(high.Id).DueAt);

        Assert.True(Book.Remove(Criticality.Medium, default));
        Assert.False(Book.Remove(Criticality.Medium, default));
        Assert.Equal(Millisecond(before.DueAt), _store.Session.Identities.Get(before.Id).DueAt);
    }

    public static TheoryData<IdentityPolicy> Invalid
    {
        get
        {
            var policy = BuiltInPolicies.For(Criticality.Low);
            return
            [
                policy with { MaximumLifetime = TimeSpan.Zero },
                policy with { MaximumLifetime = TimeSpan.MaxValue },
                policy with { DefaultLifetime = policy.MaximumLifetime + TimeSpan.FromTicks(1) },
                policy with { RenewalFraction = 0 },
                policy with { RenewalFraction = 1 },
                policy with { RenewalFraction = double.NaN },
                policy with { Jitter = -0.1 },
                policy with { RenewalFraction = 0.3, Jitter = 0.4 },
                policy with { MinimumRsaBits = 1024 },
                policy with { MinimumEcBits = 224 },
                policy with { Overlap = TimeSpan.FromTicks(-1) },
                policy with { QuietTime = TimeSpan.FromTicks(-1) },
                policy with { IssueLimit = 0 },
                policy with { IssueSpan = TimeSpan.Zero },
                policy with { IssueSpacing = TimeSpan.FromTicks(-1) },
                policy with { MaximumLease = TimeSpan.Zero },
                policy with { Criticality = (Criticality)7 },
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void AnInvalidPolicyIsRefused(IdentityPolicy policy)
    {
        Assert.Equal(MimErrorCause.InvalidPolicy, Assert.Throws<MimException>(() => Book.Set(policy, default)).Cause);
        Assert.True(Book.For(Criticality.Low).IsBuiltIn);
    }

    [Fact]
    public void WhatIsExportedCanBeImported()
    {
        Book.Set(Book.For(Criticality.High) with { NamePatterns = ["*.corp.test"], RequiredTags = ["team"], Overlap = TimeSpan.FromHours(36) }, default);
        var json = Book.Export();
        using var other = new TestSession();

        other.Session.Policies.Import(json, default);

        Assert.Equal(json.Replace("\"isBuiltIn\": true", "\"isBuiltIn\": false", StringComparison.Ordinal), other.Session.Policies.Export());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("rubbish")]
    [InlineData("""[{"criticality":"Low","unknown":1}]""")]
    public void RubbishIsRefusedAsAWhole(string json)
    {
        Assert.Equal(MimErrorCause.InvalidPolicy, Assert.Throws<MimException>(() => Book.Import(json, default)).Cause);
        Assert.All(Book.Get(), policy => Assert.True(policy.IsBuiltIn));
    }

    [Fact]
    public void ATierTwiceOrANullListIsRefused()
    {
        var json = PolicyJson.Write([Book.For(Criticality.Low), Book.For(Criticality.Low)]);
        Assert.Throws<MimException>(() => Book.Import(json, default));
        json = PolicyJson.Write([Book.For(Criticality.Low)]).Replace("\"namePatterns\": []", "\"namePatterns\": null", StringComparison.Ordinal);
        Assert.Throws<MimException>(() => Book.Import(json, default));
    }

    private static DateTimeOffset? Millisecond(DateTimeOffset? time) => time is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : null;
}
