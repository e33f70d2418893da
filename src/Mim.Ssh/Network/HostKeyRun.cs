using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Network;

/// <summary>One server being asked: keeps what came until something stood in the way.</summary>
/// <param name="limit">Of the whole answer.</param>
internal sealed class HostKeyRun(SshEndpointQuestion question, AnswerLimit limit)
{
    private readonly List<SshKeySighting> _keys = [];
    private FindingStatus _status = FindingStatus.Found;
    private string? _detail;
    private string? _version;
    private TimeSpan? _connectTime;

    /// <summary>The answer so far: what came counts for more than what stood in the way of the rest.</summary>
    public SshEndpointAnswer Answer(FindingStatus otherwise, string? detail) => new(_keys.Count > 0 ? FindingStatus.Found
        : _status == FindingStatus.Found ? otherwise : _status)
    {
        Detail = detail ?? _detail,
        ConnectTime = _connectTime,
        Version = _version,
        Keys = _keys,
    };

    /// <exception cref="SocketException">There is no connection.</exception>
    public async Task AskAllAsync()
    {
        if (question.KeyType is { } type)
        {
            await AskAsync(HostKeyAlgorithms.Of(type)).ConfigureAwait(false);
            return;
        }

        if (await AskAsync(HostKeyAlgorithms.All).ConfigureAwait(false) is not { } server)
        {
            return;
        }

        // The first connection showed what stands first among what both have.
        var first = HostKeyAlgorithms.All.FirstOrDefault(server.HostKeys.Contains);
        foreach (var algorithm in HostKeyAlgorithms.Choose(server.HostKeys).Where(name => name != first))
        {
            if (await AskAsync([algorithm]).ConfigureAwait(false) is null)
            {
                return;
            }
        }
    }

    // Null once it is of no use to go on.
    private async ValueTask<KexInit?> AskAsync(IReadOnlyList<string> algorithms)
    {
        using var socket = await limit.OpenAsync(NewSocket, IsShortage).ConfigureAwait(false);
        var begin = Stopwatch.GetTimestamp();
        await socket.ConnectAsync(new IPEndPoint(question.Address, question.Port), limit.Token).ConfigureAwait(false);
        _connectTime ??= Stopwatch.GetElapsedTime(begin);
        using var stream = new NetworkStream(socket, ownsSocket: false);
        var connection = new SshConnection(stream);
        var dialog = new HostKeyDialog(connection);
        try
        {
            _version = await connection.GreetAsync(limit.Token).ConfigureAwait(false);
            if (_version is null)
            {
                (_status, _detail) = (FindingStatus.NotSsh, $"What answers there does not speak SSH 2{Said(connection)}.");
                return null;
            }

            _keys.Add(await dialog.AskAsync(algorithms, limit.Token).ConfigureAwait(false));
            return dialog.Server;
        }
        catch (SshFormatException trouble)
        {
            (_status, _detail) = (FindingStatus.HandshakeFailed, $"Of {algorithms[0]}: {trouble.Message}");
            return dialog.Server;
        }
        catch (Exception trouble) when (trouble is IOException or EndOfStreamException)
        {
            (_status, _detail) = (IsOther(connection) ? FindingStatus.NotSsh : FindingStatus.Reset, $"It closed the connection before a key came{Said(connection)}.");
            return dialog.Server;
        }
    }

    // sshd turns clients away in words when too many are at its door, or this one came too often.
    private bool IsOther(SshConnection connection) => _version is null
        && connection.Heard is not ("" or "Exceeded MaxStartups" or "Not allowed at this time");

    private string Said(SshConnection connection) => _version is null && connection.Heard.Length > 0 ? $": it said '{connection.Heard}'" : string.Empty;

    private static bool IsShortage(Exception exception) =>
        exception is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable };

    private Socket NewSocket() => new(question.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
}
