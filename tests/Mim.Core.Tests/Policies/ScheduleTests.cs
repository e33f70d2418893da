using FsCheck.Fluent;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Testing;

namespace Mim.Core.Tests.Policies;

public class ScheduleTests
{
    [Fact]
    public void DueLiesWithinTheLifetimeAndTheJitter() => Any.Holds(
        from percent in Gen.Choose(1, 99)
        from jitter in Gen.Choose(0, Math.Min(50, percent))
        from minutes in Gen.Choose(1, 10_000_000)
        from id in ArbMap.Default.GeneratorFor<Guid>()
        select (Fraction: percent / 100.0, Jitter: jitter / 100.0, Lifetime: TimeSpan.FromMinutes(minutes), Id: id),
        any =>
        {
            var policy = BuiltInPolicies.For(Criticality.Medium) with { RenewalFraction = any.Fraction, Jitter = any.Jitter };

            var due = Schedule.DueAt(Sample.Now, Sample.Now + any.Lifetime, policy, any.Id) - Sample.Now;

            var rounding = TimeSpan.FromTicks(10);
            Assert.InRange(due, (any.Lifetime * (any.Fraction - any.Jitter)) - rounding, (any.Lifetime * any.Fraction) + rounding);
            Assert.InRange(due, TimeSpan.Zero, any.Lifetime);
        });

    [Fact]
    public void AVersionIsAlwaysDueAtTheSameTime()
    {
        var policy = BuiltInPolicies.For(Criticality.High);
        var id = Guid.NewGuid();

        var due = Schedule.DueAt(Sample.Now, Sample.Now.AddDays(47), policy, id);

        Assert.Equal(due, Schedule.DueAt(Sample.Now, Sample.Now.AddDays(47), policy, id));
        Assert.True(Schedule.DueAt(Sample.Now, Sample.Now.AddDays(48), policy, id) > due);
    }

    [Fact]
    public void ManyVersionsMadeAtOnceAreNotDueAtOnce()
    {
        var policy = BuiltInPolicies.For(Criticality.Medium);

        var due = Enumerable.Range(0, 1000).Select(_ => Schedule.DueAt(Sample.Now, Sample.Now.AddDays(90), policy, Guid.CreateVersion7(Sample.Now))).ToList();

        Assert.True(due.Distinct().Count() > 990);
        Assert.True(due.Max() - due.Min() > TimeSpan.FromDays(90) * policy.Jitter * 0.9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 32)]
    [InlineData(int.MaxValue, 32)]
    public void BackOffDoublesFromOneHourToThirtyTwo(int attempt, int hours) =>
        Assert.Equal(Sample.Now.AddHours(hours), Schedule.RetryAt(Sample.Now, attempt));

    [Fact]
    public void WhatCannotBeMadeAgainIsNeverDue()
    {
        var version = Sample.Version(Sample.Identity("web01"));
        var policy = BuiltInPolicies.For(Criticality.Medium);

        Assert.NotNull(Schedule.DueAt(version, policy));
        Assert.Null(Schedule.DueAt(version with { Template = null }, policy));
        Assert.Null(Schedule.DueAt(version with { NotAfter = null }, policy));
    }
}
