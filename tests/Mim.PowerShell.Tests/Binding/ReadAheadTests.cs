using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Binding;

public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(640)]
    [InlineData(10_001)]
    public void Everything_comes_in_order(int count) =>
        Assert.Equal(Enumerable.Range(0, count), ReadAhead.Of(Enumerable.Range(0, count), default));

    [Fact]
    public void A_short_list_is_read_by_its_reader()
    {
        var threads = ReadAhead.Of(Enumerable.Range(0, 100).Select(_ => Environment.CurrentManagedThreadId), default).Distinct();

        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public void Who_stops_early_leaves_nobody_reading()
    {
        var isOpen = true;
        var read = 0;

        Assert.Equal(200, ReadAhead.Of(Endless(() => read++, () => isOpen = false), default).Take(200).Count());

        Assert.False(isOpen);
        Assert.InRange(read, 200, 200 + 128 + (6 * 512));
    }

    [Fact]
    public void Trouble_comes_after_what_was_read_before_it()
    {
        var seen = new List<int>();

        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var row in ReadAhead.Of(Enumerable.Range(0, 9000).Select(row => row < 5000 ? row : throw new InvalidDataException()), default))
            {
                seen.Add(row);
            }
        });

        Assert.Equal(Enumerable.Range(0, seen.Count), seen);
        Assert.InRange(seen.Count, 128 + (9 * 512), 5000);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var row in ReadAhead.Of(Endless(() => { }, () => { }), stop.Token))
            {
                if (row == 1000)
                {
                    stop.Cancel();
                }
            }
        });
    }

    private static IEnumerable<int> Endless(Action read, Action close)
    {
        try
        {
            for (var row = 0; ; row++)
            {
                read();
                yield return row;
            }
        }
        finally
        {
            close();
        }
    }
}
