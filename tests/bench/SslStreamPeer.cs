using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Mim.Bench;

/// <summary>Endpoints a second that the base library shakes hands with: what a scanner does that writes no TLS of its own.</summary>
internal static class SslStreamPeer
{
    public static double Measure(IEnumerable<IPAddress> addresses, int port, int atOnce)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (address, cancellationToken) =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, port, cancellationToken);
            await using var stream = new SslStream(client.GetStream());
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = "",
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            };
            await stream.AuthenticateAsClientAsync(options, cancellationToken);
            Interlocked.Increment(ref count);
        }).GetAwaiter().GetResult();
        return count / watch.Elapsed.TotalSeconds;
    }
}
