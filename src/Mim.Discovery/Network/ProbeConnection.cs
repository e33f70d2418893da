using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;

namespace Mim.Discovery.Network;

/// <summary>
/// A connection to an endpoint that may say anything, at any pace: what it says is bounded here, how long it takes is bounded by
/// the token of the caller.
/// </summary>
internal sealed class ProbeConnection : IDisposable
{
    /// <summary>Far more than the largest chain and the longest greeting.</summary>
    private const int LongestConversation = 512 << 10;
    private const int FirstBuffer = 8192;

    private readonly Socket _socket;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private int _received;
    private Stream? _wrapped;

    private ProbeConnection(Socket socket) => _socket = socket;

    /// <summary>Of this end.</summary>
    public IPAddress LocalAddress => ((IPEndPoint)_socket.LocalEndPoint!).Address;

    public static async ValueTask<ProbeConnection> OpenAsync(IPEndPoint endpoint, AnswerLimit limit)
    {
        var socket = await limit.OpenAsync(
            () => new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp), SocketTrouble.IsShortage).ConfigureAwait(false);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(endpoint, limit.Token).ConfigureAwait(false);
            return new ProbeConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_wrapped is not null)
        {
            await _wrapped.WriteAsync(message, cancellationToken).ConfigureAwait(false);
            return;
        }

        while (!message.IsEmpty)
        {
            message = message[await _socket.SendAsync(message, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
    }

    /// <summary>From now on all goes through this stream over the connection.</summary>
    /// <exception cref="EndpointException">The server has said more already.</exception>
    public void Wrap(Func<Stream, Stream> wrap) => _wrapped = _start == _end
        ? wrap(AsStream())
        : throw EndpointException.NotTls("it says more than it was asked");

    /// <summary>The next octets, which the next call overwrites.</summary>
    public async ValueTask<Memory<byte>> ReadAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            await FillAsync(count, cancellationToken).ConfigureAwait(false);
        }

        _start += count;
        return _buffer.AsMemory(_start - count, count);
    }

    /// <summary>Octets up to this one, with it; which the next call overwrites.</summary>
    public async ValueTask<Memory<byte>> ReadUntilAsync(byte last, int longest, CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf(last) + 1;
            if (length > 0)
            {
                return await ReadAsync(length, cancellationToken).ConfigureAwait(false);
            }

            if (_end - _start >= longest)
            {
                throw EndpointException.NotTls($"it sent a line of more than {longest} octets");
            }

            await FillAsync(_end - _start + 1, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a TLS connection as its protocol wants it, so that the server has nothing to complain of.</summary>
    public void Leave()
    {
        try
        {
            byte[] closing = [21, 3, 3, 0, 2, 1, 0];
            if (_wrapped is null)
            {
                _socket.Send(closing);
            }
            else
            {
                _wrapped.Write(closing);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // It left first.
        }
    }

    /// <summary>For who speaks TLS itself, before anything was read of it.</summary>
    public Stream AsStream() => _wrapped ?? new NetworkStream(_socket, ownsSocket: false);

    public void Dispose()
    {
        _socket.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask FillAsync(int wanted, CancellationToken cancellationToken)
    {
        MakeRoom(wanted);
        var room = _buffer.AsMemory(_end);
        var count = _wrapped is null
            ? await _socket.ReceiveAsync(room, SocketFlags.None, cancellationToken).ConfigureAwait(false)
            : await _wrapped.ReadAsync(room, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            throw new EndpointException(FindingStatus.Reset, "it closed the connection");
        }

        _end += count;
        _received += count;
        if (_received > LongestConversation)
        {
            throw EndpointException.Handshake($"it sent more than {LongestConversation >> 10} KiB");
        }
    }

    private void MakeRoom(int wanted)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_buffer.Length - _start >= wanted && _end < _buffer.Length)
        {
            return;
        }

        var held = _buffer.AsSpan(_start, _end - _start);
        if (_buffer.Length >= wanted)
        {
            held.CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(wanted);
            held.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        (_start, _end) = (0, held.Length);
    }
}
