using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

public sealed class ConcurrentlyTests
{
    [Fact]
    public async Task All_are_done_and_no_more_than_the_limit_at_once()
    {
        int now = 0, most = 0, read = 0, done = 0;
        IEnumerable<int> Items()
        {
            for (; read < 500; read++)
            {
                // No more are read than there is room for.
                Assert.InRange(read - Volatile.Read(ref done), 0, 4);
                yield return read;
            }
        }

        var results = await ReadAsync(Concurrently.RunAsync(
            Items(),
            4,
            async (item, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
                Interlocked.Increment(ref done);
                return item;
            },
            CancellationToken.None));
        Assert.Equal(Enumerable.Range(0, 500), results.Order());
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task Results_come_as_they_are_ready()
    {
        var slow = new TaskCompletionSource<int>();
        var results = Concurrently.RunAsync([1, 2, 3], 2, (item, _) => item == 1 ? slow.Task : Task.FromResult(item), CancellationToken.None).GetAsyncEnumerator();
        await results.MoveNextAsync();
        var first = results.Current;
        await results.MoveNextAsync();
        Assert.Equal([2, 3], ((int[])[first, results.Current]).Order());
        slow.SetResult(1);
        Assert.True(await results.MoveNextAsync());
        Assert.Equal(1, results.Current);
        Assert.False(await results.MoveNextAsync());
        await results.DisposeAsync();
    }

    [Fact]
    public async Task An_exception_is_thrown_when_the_others_have_stopped()
    {
        var stopped = false;
        var started = new TaskCompletionSource();
        async Task<int> Work(int item, CancellationToken token)
        {
            if (item == 1)
            {
                await started.Task;
                throw new InvalidDataException();
            }

            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => stopped = true, TaskScheduler.Default);
            token.ThrowIfCancellationRequested();
            return item;
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Concurrently.RunAsync([1, 2], 2, Work, CancellationToken.None)));
        Assert.True(stopped);
    }

    [Fact]
    public async Task Others_begin_in_the_place_of_those_who_wait_and_no_more_work_than_there_are_places()
    {
        const int all = 40, limit = 3, mostBegun = 10;
        var places = new Places(limit);
        int begun = 0, working = 0, mostWorking = 0;
        var everybodyWaits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<int> Work(int item, CancellationToken token)
        {
            InterlockedMax(ref mostWorking, Interlocked.Increment(ref working));
            Interlocked.Decrement(ref working);
            await using (places.Lend())
            {
                if (Interlocked.Increment(ref begun) == mostBegun)
                {
                    everybodyWaits.SetResult();
                }

                await everybodyWaits.Task.WaitAsync(token);
            }

            InterlockedMax(ref mostWorking, Interlocked.Increment(ref working));
            await Task.Yield();
            Interlocked.Decrement(ref working);
            return item;
        }

        var results = await ReadAsync(Concurrently.RunAsync(Enumerable.Range(0, all), places, mostBegun, Work, CancellationToken.None));
        Assert.Equal(Enumerable.Range(0, all), results.Order());
        Assert.InRange(mostWorking, 1, limit);
    }

    [Fact]
    public async Task No_more_begin_than_may_wait()
    {
        var places = new Places(1);
        var begun = 0;
        using var stop = new CancellationTokenSource();
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<int> Work(int item, CancellationToken token)
        {
            await using var loan = places.Lend();
            if (Interlocked.Increment(ref begun) == 3)
            {
                third.SetResult();
            }

            await Task.Delay(Timeout.Infinite, token);
            return item;
        }

        var all = ReadAsync(Concurrently.RunAsync(Enumerable.Range(0, 10), places, 3, Work, stop.Token));
        await third.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all);
        Assert.Equal(3, begun);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> results)
    {
        var all = new List<T>();
        await foreach (var result in results)
        {
            all.Add(result);
        }

        return all;
    }
}
