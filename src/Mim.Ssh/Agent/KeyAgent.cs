using System.Buffers.Binary;
using System.Net.Sockets;

namespace Mim.Ssh.Agent;

/// <summary>
/// An agent within this process, with one key: a client can have it sign, and never gets it. It ends, and its socket goes, when it is
/// disposed.
/// </summary>
internal sealed class KeyAgent : IAsyncDisposable
{
    /// <summary>What a client asks for is short; OpenSSH's own agent takes no more either.</summary>
    private const int LongestMessage = 256 * 1024;

    private readonly AgentKey _key;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    /// <param name="path">Full path of its socket, in a folder that nobody else can enter.</param>
    /// <param name="key">Of all its clients.</param>
    public KeyAgent(string path, AgentKey key)
    {
        _key = key;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await ((Task)_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    // A host that is slow to answer one client keeps no other waiting.
    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptAsync(_end.Token).ConfigureAwait(false)));
                clients.RemoveAll(client => client.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(clients).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var closing = client;
        var stream = new NetworkStream(client);
        await using var closingStream = stream.ConfigureAwait(false);
        try
        {
            await ServeAsync(stream).ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is IOException or OperationCanceledException)
        {
            // The client is gone, in the middle of a message or before it took its answer; or the agent ends.
        }
    }

    // Each message goes after its length.
    private async Task ServeAsync(NetworkStream stream)
    {
        var length = new byte[sizeof(uint)];
        while (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, _end.Token).ConfigureAwait(false) == length.Length)
        {
            var count = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (count is 0 or > LongestMessage)
            {
                return;
            }

            var message = new byte[count];
            await stream.ReadExactlyAsync(message, _end.Token).ConfigureAwait(false);
            var answer = _key.Answer(message);
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)answer.Length);
            await stream.WriteAsync((byte[])[.. length, .. answer], _end.Token).ConfigureAwait(false);
        }
    }
}
