using System.Runtime.CompilerServices;

using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Binding;

public sealed class PipelinePumpTests
{
    [Fact]
    public void Writes_in_order_on_the_callers_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        var written = new List<int>();
        using var pump = new PipelinePump(CancellationToken.None);
        pump.Run(Numbers(1000, pump.Token), number =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            written.Add(number);
        });
        Assert.Equal(Enumerable.Range(0, 1000), written);
    }

    [Fact]
    public void Shows_progress_reported_elsewhere()
    {
        var shown = new List<int>();
        using var pump = new PipelinePump(CancellationToken.None);
        var progress = pump.Progress<int>(shown.Add);
        pump.Run(Reporting(progress), _ => { });
        Assert.Equal([7], shown);
    }

    [Fact]
    public void Throws_what_the_work_threw()
    {
        using var pump = new PipelinePump(CancellationToken.None);
        var error = Assert.Throws<IOException>(() => pump.Run(Failing(), _ => { }));
        Assert.Equal("broken", error.Message);
    }

    [Fact]
    public void What_the_pipeline_throws_ends_the_work_before_it_is_thrown_on()
    {
        var ended = false;
        using var pump = new PipelinePump(CancellationToken.None);
        Assert.Throws<OverflowException>(() => pump.Run(Endless(() => ended = true, pump.Token), _ => throw new OverflowException()));
        Assert.True(ended);
    }

    [Fact]
    public async Task Stopping_ends_the_work()
    {
        using var stop = new CancellationTokenSource();
        using var pump = new PipelinePump(stop.Token);
        var running = Task.Run(() => pump.Run(Endless(() => { }, pump.Token), _ => { }));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async IAsyncEnumerable<int> Numbers(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return number;
        }
    }

    private static async IAsyncEnumerable<int> Endless(Action ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(1, cancellationToken);
                yield return 1;
            }
        }
        finally
        {
            ended();
        }
    }

    private static async IAsyncEnumerable<int> Reporting(IProgress<int> progress)
    {
        await Task.Yield();
        progress.Report(7);
        yield break;
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        await Task.Yield();
        yield return 1;
        throw new IOException("broken");
    }
}
