using Mim.Core.Delivery;
using Mim.Delivery.Services;

namespace Mim.Delivery.Tests.Services;

public sealed class ServiceQueueTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Nginx };
    private readonly HurriedTime _time = new();
    private readonly ServiceQueue _queue;
    private readonly Installation _installation;
    private readonly RoundMember _member;

    public ServiceQueueTests()
    {
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings };
        _queue = new ServiceQueue(_time);
        _installation = _fixture.Installation(1);
        _member = new RoundMember(_installation, CancellationToken.None);
    }

    public void Dispose()
    {
        _installation.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task The_first_round_waits_for_nothing()
    {
        _queue.Add(_member);
        await _queue.RestAsync(_member);
        Assert.Empty(_time.Waited);
    }

    [Theory]
    [InlineData(400, 100, 300)]
    [InlineData(5000, 0, 1000)]
    [InlineData(400, 400, null)]
    public async Task The_next_waits_as_long_as_the_last_one_took_but_not_long(int took, int since, int? waits)
    {
        Round(took);
        _time.Now += TimeSpan.FromMilliseconds(since);
        _queue.Add(_member);
        await _queue.RestAsync(_member);
        Assert.Equal(waits is { } span ? [TimeSpan.FromMilliseconds(span)] : [], _time.Waited);
    }

    [Fact]
    public async Task Whoever_was_taken_along_does_not_wait()
    {
        Round(400);
        await _queue.RestAsync(_member);
        Assert.Empty(_time.Waited);
        Assert.Empty(_queue.Take(_member));
    }

    private void Round(int milliseconds)
    {
        var began = _time.GetTimestamp();
        _time.Now += TimeSpan.FromMilliseconds(milliseconds);
        _queue.End(began);
    }
}
