using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every probe of SSH servers does with those that mean no good.</summary>
public abstract class SshHostKeyProbeContract
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(2);

    /// <summary>Far beyond the time-out, for machines that are busy.</summary>
    private static readonly TimeSpan _late = TimeSpan.FromSeconds(30);

    protected abstract ISshHostKeyProbe Probe { get; }

    [Fact]
    public Task Silence_ends_with_the_time_out() => ServedAsync(FindingStatus.TimedOut, (_, stop) => Task.Delay(Timeout.Infinite, stop));

    [Fact]
    public Task A_version_without_more_ends_with_the_time_out() => ServedAsync(FindingStatus.TimedOut, async (stream, stop) =>
    {
        await stream.WriteAsync("SSH-2.0-x\r\n"u8.ToArray(), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    [Fact]
    public Task A_closed_connection_is_told() => ServedAsync(FindingStatus.Reset, (stream, stop) => stream.WriteAsync("SSH-2.0-x\r\n"u8.ToArray(), stop).AsTask());

    [Fact]
    public Task Another_protocol_is_told() => ServedAsync(FindingStatus.NotSsh, (stream, stop) => stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), stop).AsTask());

    [Fact]
    public Task A_greeting_without_end_is_left() => ServedAsync(FindingStatus.NotSsh, (stream, stop) => ForeverAsync(stream, [.. Enumerable.Repeat((byte)'a', 4096)], stop));

    [Fact]
    public Task Lines_without_end_are_left() => ServedAsync(FindingStatus.NotSsh, (stream, stop) => ForeverAsync(stream, "hello\n"u8.ToArray(), stop));

    [Fact]
    public Task Garbage_after_the_version_is_told() => ServedAsync(FindingStatus.HandshakeFailed, async (stream, stop) =>
    {
        await stream.WriteAsync("SSH-2.0-x\r\n"u8.ToArray(), stop);
        await ForeverAsync(stream, [.. Enumerable.Repeat((byte)0xFF, 4096)], stop);
    });

    [Fact]
    public Task Messages_without_meaning_and_without_end_are_left() => ServedAsync(FindingStatus.HandshakeFailed, async (stream, stop) =>
    {
        await stream.WriteAsync("SSH-2.0-x\r\n"u8.ToArray(), stop);
        await ForeverAsync(stream, [0, 0, 0, 12, 5, 2, 0, 0, 0, 1, (byte)'x', 0, 0, 0, 0, 0], stop);
    });

    [Fact]
    public async Task Where_nothing_listens_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var answer = await Probe.AskAsync(new SshEndpointQuestion(IPAddress.Loopback, port, _timeout), CancellationToken.None);
        Assert.Equal((FindingStatus.Refused, null), (answer.Status, answer.ConnectTime));
    }

    [Fact]
    public async Task Cancelled_it_gives_no_answer() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => ServedAsync(FindingStatus.TimedOut, (_, stop) => Task.Delay(Timeout.Infinite, stop), new CancellationToken(canceled: true)));

    private async Task ServedAsync(FindingStatus status, Func<NetworkStream, CancellationToken, Task> serve, CancellationToken cancellationToken = default)
    {
        using var stop = new CancellationTokenSource();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, serve, stop.Token);
        try
        {
            var begin = Stopwatch.GetTimestamp();
            var question = new SshEndpointQuestion(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port, _timeout);
            var answer = await Probe.AskAsync(question, cancellationToken);
            Assert.True(answer.Status == status, $"{answer.Status}: {answer.Detail}");
            Assert.NotNull(answer.Detail);
            Assert.Empty(answer.Keys);
            Assert.InRange(Stopwatch.GetElapsedTime(begin), TimeSpan.Zero, _late);
        }
        finally
        {
            await stop.CancelAsync();
            await serving;
        }
    }

    private static async Task ServeAsync(TcpListener listener, Func<NetworkStream, CancellationToken, Task> serve, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                await using var stream = client.GetStream();
                // What has come is read, so that closing sends an end and no reset.
                await stream.ReadAtLeastAsync(new byte[256], 1, cancellationToken: stop);
                await serve(stream, stop);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The test is over, or the probe has left.
        }
    }

    private static async Task ForeverAsync(NetworkStream stream, byte[] octets, CancellationToken stop)
    {
        while (true)
        {
            await stream.WriteAsync(octets, stop);
        }
    }
}
