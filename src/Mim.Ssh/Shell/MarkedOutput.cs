using System.Security.Cryptography;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>Output of a shell in parts, between marks that nobody can guess. Any octets may stand in a part.</summary>
/// <param name="output">Of the shell.</param>
/// <param name="mark">Stands after each part.</param>
/// <param name="longest">More than the longest part.</param>
internal sealed class MarkedOutput(Stream output, byte[] mark, int longest) : IDisposable
{
    private readonly byte[] _read = new byte[16 * 1024];
    private KeyMaterial _held = new(32 * 1024);
    private int _count;

    /// <summary>The next part, which the caller disposes; null when the output ended before it.</summary>
    /// <exception cref="MachineUnreachableException">There is no end to it.</exception>
    public async ValueTask<KeyMaterial?> NextAsync(CancellationToken cancellationToken)
    {
        for (var seen = 0; ;)
        {
            var at = _held.Span[seen.._count].IndexOf(mark);
            if (at >= 0)
            {
                return Take(seen + at);
            }

            // The beginning of a mark may have come.
            seen = Math.Max(0, _count - mark.Length + 1);
            var count = await output.ReadAsync(_read, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            Hold(_read.AsSpan(0, count));
        }
    }

    public void Dispose() => _held.Dispose();

    private void Hold(Span<byte> octets)
    {
        if (_count + octets.Length > longest)
        {
            throw new MachineUnreachableException(FindingStatus.Damaged, "What runs there writes without end.");
        }

        if (_count + octets.Length > _held.Length)
        {
            using var small = _held;
            _held = new KeyMaterial(Math.Max(2 * small.Length, _count + octets.Length));
            small.Span[.._count].CopyTo(_held.Span);
        }

        octets.CopyTo(_held.Span[_count..]);
        _count += octets.Length;
        CryptographicOperations.ZeroMemory(octets);
    }

    private KeyMaterial Take(int length)
    {
        var part = KeyMaterial.CopyOf(_held.Span[..length]);
        var rest = _held.Span[(length + mark.Length).._count];
        rest.CopyTo(_held.Span);
        _held.Span[rest.Length.._count].Clear();
        _count = rest.Length;
        return part;
    }
}
