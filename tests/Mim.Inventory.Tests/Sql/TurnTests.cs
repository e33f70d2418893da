using Mim.Inventory.Sql;

namespace Mim.Inventory.Tests.Sql;

public sealed class TurnTests
{
    private readonly Turn _turn = new(typeof(TurnTests), () => new TimeoutException());

    [Fact]
    public void Those_who_wait_come_in_their_order()
    {
        var order = new List<int>();
        _turn.Enter(CancellationToken.None);
        List<Thread> waiting = [.. Enumerable.Range(0, 5).Select(number => WaitingThread.Start(() => _turn.Take(
            () =>
            {
                order.Add(number);
                return true;
            },
            CancellationToken.None)))];

        Assert.True(_turn.TryPass());
        waiting.ForEach(thread => thread.Join());

        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public void Who_only_looks_gets_it_when_nobody_has_it()
    {
        Assert.True(_turn.TryEnter());

        var isFree = true;
        WaitingThread.Start(() => isFree = _turn.TryEnter()).Join();
        Assert.False(isFree);
        Assert.Throws<InvalidOperationException>(() => _turn.Take(() => true, CancellationToken.None));

        _turn.Leave();
        Assert.True(_turn.Take(() => true, CancellationToken.None));
        _turn.End(() => { });
        Assert.Throws<ObjectDisposedException>(() => _turn.TryEnter());
    }

    [Fact]
    public void It_is_kept_when_nobody_waits()
    {
        _turn.Enter(CancellationToken.None);

        Assert.False(_turn.TryPass());
        Assert.Throws<InvalidOperationException>(() => _turn.Enter(CancellationToken.None));
        _turn.Leave();
        Assert.True(_turn.Take(() => true, CancellationToken.None));
    }

    [Fact]
    public void Who_stops_waiting_is_passed_over()
    {
        using var cancellation = new CancellationTokenSource();
        _turn.Enter(CancellationToken.None);
        var impatient = WaitingThread.Start(
            () => Assert.ThrowsAny<OperationCanceledException>(() => _turn.Take(() => true, cancellation.Token)));
        var isHere = false;
        var patient = WaitingThread.Start(() => isHere = _turn.Take(() => true, CancellationToken.None));

        cancellation.Cancel();
        impatient.Join();
        _turn.Leave();
        patient.Join();

        Assert.True(isHere);
    }

    [Fact]
    public void Whoever_waits_for_the_last_turn_finds_it_closed()
    {
        Thread? late = null;
        Exception? error = null;
        _turn.End(() => late = WaitingThread.Start(
            () => error = Record.Exception(() => _turn.Take(() => true, CancellationToken.None))));
        late!.Join();

        Assert.IsType<ObjectDisposedException>(error);
    }
}
