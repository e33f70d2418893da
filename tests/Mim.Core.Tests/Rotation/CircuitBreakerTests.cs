using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

public sealed class CircuitBreakerTests
{
    [Fact]
    public void It_opens_when_more_fail_than_allowed_and_says_so()
    {
        var breaker = new CircuitBreaker(1);
        breaker.Count(Result("a", fails: true));
        breaker.Count(Result("b", fails: false));
        Assert.Null(breaker.Reason);
        breaker.Count(Result("c", fails: true));
        Assert.Equal("Not started: 2 failed, more than the 1 allowed. The last was 'c'.", breaker.Reason);
        breaker.Count(Result("d", fails: true));
        Assert.Contains("'c'", breaker.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_it_stays_closed()
    {
        var breaker = new CircuitBreaker(null);
        for (var index = 0; index < 100; index++)
        {
            breaker.Count(Result("a", fails: true));
        }

        Assert.Null(breaker.Reason);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void A_canary_opens_it_when_it_fails_at_its_first_try(bool fails, bool isFirstTry, bool opens)
    {
        var breaker = new CircuitBreaker(null);
        breaker.CountCanary(Result("bird", fails) with { IsFirstTry = isFirstTry });
        Assert.Equal(opens, breaker.Reason?.Contains("'bird'", StringComparison.Ordinal) == true);
    }

    private static RotationResult Result(string name, bool fails) => new()
    {
        IdentityId = Guid.NewGuid(),
        Identity = name,
        Outcome = fails ? RotationOutcome.RolledBack : RotationOutcome.Completed,
        Error = fails ? new MimException(MimErrorCause.InstallFailed, "It failed.") : null,
    };
}
