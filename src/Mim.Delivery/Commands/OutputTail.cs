using System.Text;

namespace Mim.Delivery.Commands;

/// <summary>The end of what a program says, however much that is. Thread-safe.</summary>
internal sealed class OutputTail
{
    private const int Longest = 16 * 1024;
    private readonly StringBuilder _text = new();

    /// <summary>Reads a stream to its end, so that the program never waits for us, or until it is cancelled.</summary>
    public async Task ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[1024];
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                Add(buffer.AsSpan(0, count));
            }
        }
        catch (OperationCanceledException)
        {
            // The program has ended; only what it left behind holds the stream.
        }
    }

    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        lock (_text)
        {
            _text.Append(text);
            _text.Remove(0, Math.Max(_text.Length - Longest, 0));
        }
    }
}
