using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshLoginTermTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("20260301", false)]
    [InlineData("20260228", true)]
    [InlineData("20260301Z", true)]
    [InlineData("202603011159Z", true)]
    [InlineData("202603011201Z", false)]
    [InlineData("20260301115959Z", true)]
    [InlineData("never", false)]
    [InlineData(null, false)]
    public void A_line_has_ended_when_it_has_in_every_zone(string? value, bool isOver) =>
        Assert.Equal(isOver, SshLoginTerm.ExpiredBy([new SshKeyOption("pty", null), new SshKeyOption("expiry-time", value)], _now) is not null);
}
