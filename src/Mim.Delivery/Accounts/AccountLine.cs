using System.Net.Security;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts;

/// <summary>One connection: exact reads, whole writes, and TLS when the protocol comes to it. What is read may be a secret: its buffer is zeroed.</summary>
internal sealed class AccountLine(Stream stream) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <exception cref="InvalidDataException">Something was said before, in clear, as if it came through TLS.</exception>
    public async Task SecureAsync(ServerPlace place, CancellationToken cancellationToken)
    {
        if (_start < _end)
        {
            throw new InvalidDataException("it goes on in clear where TLS begins.");
        }

        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(AccountDialer.Tls(place), cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="EndOfStreamException">It ended before.</exception>
    public async Task<byte[]> ReadAsync(int length, CancellationToken cancellationToken)
    {
        var octets = new byte[length];
        for (var have = 0; have < length;)
        {
            if (_start == _end)
            {
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }

            var some = Math.Min(length - have, _end - _start);
            _buffer.AsSpan(_start, some).CopyTo(octets.AsSpan(have));
            (_start, have) = (_start + some, have + some);
        }

        return octets;
    }

    /// <summary>A line without its end, LF or CR LF; null for one that is too long.</summary>
    /// <exception cref="EndOfStreamException">It ended before.</exception>
    public async Task<byte[]?> ReadLineAsync(int longest, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (line.Count <= longest)
        {
            var octet = (await ReadAsync(1, cancellationToken).ConfigureAwait(false))[0];
            if (octet == '\n')
            {
                return line is [.. var text, (byte)'\r'] ? [.. text] : [.. line];
            }

            line.Add(octet);
        }

        return null;
    }

    public Task WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) => _stream.WriteAsync(octets, cancellationToken).AsTask();

    /// <summary>Writes what holds a secret; it stays the caller's.</summary>
    public Task WriteAsync(KeyMaterial octets, CancellationToken cancellationToken) => WriteAsync(octets.Memory, cancellationToken);

    public ValueTask DisposeAsync()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        return _stream.DisposeAsync();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
        if (_end == 0)
        {
            throw new EndOfStreamException("it hangs up.");
        }
    }
}
