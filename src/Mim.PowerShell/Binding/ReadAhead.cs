using System.Collections.Concurrent;

namespace Mim.PowerShell.Binding;

/// <summary>
/// Reads a long list on a thread of its own while the pipeline works on what was read, in bounded memory. Short ones are read as
/// they are: most lists of a prompt are, and a thread would only delay them.
/// </summary>
internal static class ReadAhead
{
    private const int ReadAlone = 128;
    private const int RowsAhead = 512;
    private const int BatchesAhead = 4;

    public static IEnumerable<T> Of<T>(IEnumerable<T> source, CancellationToken cancellationToken)
    {
        using var rows = source.GetEnumerator();
        for (var row = 0; row < ReadAlone; row++)
        {
            if (!rows.MoveNext())
            {
                yield break;
            }

            yield return rows.Current;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var batches = new BlockingCollection<List<T>>(BatchesAhead);
        var reading = Task.Run(() => Read(rows, batches, end.Token), CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(end.Token))
            {
                foreach (var row in batch)
                {
                    yield return row;
                }
            }

            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever wants no more must not leave a reader behind that still uses the store.
            end.Cancel();
            Task.WhenAny(reading).Wait(CancellationToken.None);
        }
    }

    private static void Read<T>(IEnumerator<T> rows, BlockingCollection<List<T>> batches, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<T>(RowsAhead);
            while (rows.MoveNext())
            {
                batch.Add(rows.Current);
                if (batch.Count == RowsAhead)
                {
                    batches.Add(batch, cancellationToken);
                    batch = new List<T>(RowsAhead);
                }
            }

            batches.Add(batch, cancellationToken);
        }
        finally
        {
            batches.CompleteAdding();
        }
    }
}
