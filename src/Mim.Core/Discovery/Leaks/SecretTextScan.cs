using System.Text;
using Mim.Core.Discovery.Leaks.Scanning;

namespace Mim.Core.Discovery.Leaks;

/// <summary>Looks for secrets in text that comes line by line, in bounded memory. For one thread.</summary>
public sealed class SecretTextScan : IDisposable
{
    private readonly SecretReader _reader;
    private readonly Func<SecretSighting, SecretFinding> _describe;
    private readonly Func<SecretFinding, bool> _isTold;

    internal SecretTextScan(SecretReader reader, Func<SecretSighting, SecretFinding> describe, Func<SecretFinding, bool> isTold) =>
        (_reader, _describe, _isTold) = (reader, describe, isTold);

    /// <summary>Takes one more line, or several; what is found by then and was not told before.</summary>
    public IEnumerable<SecretFinding> Add(string lines)
    {
        var found = new List<SecretFinding>();
        var encoder = Encoding.UTF8.GetEncoder();
        foreach (var part in (string[])[lines, "\n"])
        {
            Add(part, encoder, found);
        }

        return found;
    }

    /// <summary>There is no more: what is found in the rest.</summary>
    public IEnumerable<SecretFinding> End() => _reader.Scan(isLast: true).Select(_describe).Where(_isTold);

    public void Dispose() => _reader.Dispose();

    private void Add(ReadOnlySpan<char> text, Encoder encoder, List<SecretFinding> found)
    {
        for (var isDone = false; !isDone;)
        {
            // A character of which only a part fits goes into the next window.
            encoder.Convert(text, _reader.Free, flush: true, out var taken, out var written, out isDone);
            text = text[taken..];
            if (_reader.Take(written) || !isDone)
            {
                found.AddRange(_reader.Scan(isLast: false).Select(_describe).Where(_isTold));
            }
        }
    }
}
