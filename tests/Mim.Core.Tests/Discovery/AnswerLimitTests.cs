using Mim.Core.Discovery;

namespace Mim.Core.Tests.Discovery;

public sealed class AnswerLimitTests
{
    [Fact]
    public async Task A_shortage_is_outlasted_and_costs_no_time()
    {
        using var limit = new AnswerLimit(TimeSpan.FromSeconds(30), CancellationToken.None);
        var asked = 0;
        Assert.Equal("open", await limit.OpenAsync(() => ++asked < 4 ? throw new IOException() : "open", IsShortage));
        Assert.Equal(4, asked);
        Assert.False(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task The_time_stands_still_while_nothing_can_be_opened()
    {
        using var limit = new AnswerLimit(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        var asked = 0;
        await limit.OpenAsync(() => ++asked < 20 ? throw new IOException() : asked, IsShortage);
        Assert.Equal(20, asked);
        await Task.Delay(Timeout.Infinite, limit.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(limit.IsOver);
    }

    [Fact]
    public async Task Other_trouble_is_told_at_once()
    {
        using var limit = new AnswerLimit(TimeSpan.FromSeconds(30), CancellationToken.None);
        await Assert.ThrowsAsync<TimeoutException>(() => limit.OpenAsync<string>(() => throw new TimeoutException(), IsShortage).AsTask());
    }

    [Fact]
    public async Task Who_wants_no_answer_waits_for_no_shortage()
    {
        using var caller = new CancellationTokenSource();
        using var limit = new AnswerLimit(TimeSpan.FromSeconds(30), caller.Token);
        var waiting = limit.OpenAsync<string>(() => throw new IOException(), IsShortage).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(limit.IsOver);
    }

    private static bool IsShortage(Exception exception) => exception is IOException;
}
