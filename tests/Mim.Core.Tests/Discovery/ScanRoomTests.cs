using Mim.Core.Discovery;

namespace Mim.Core.Tests.Discovery;

public sealed class ScanRoomTests
{
    [Theory]
    [InlineData(100, 16, 1, 16)]
    [InlineData(100, 256, 1, 100)]
    [InlineData(100, 256, 6, 16)]
    [InlineData(0, 256, 6, 1)]
    public void A_scan_takes_what_it_wants_or_what_is_left(int left, int wanted, int files, int expected) =>
        Assert.Equal(expected, new ScanRoom(() => left).Throttle(wanted, files));

    [Fact]
    public void Where_nothing_is_bounded_nothing_is_taken_away() => Assert.Equal(4096, ScanRoom.Unlimited.Throttle(4096, 6));
}
