using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Discovery.Network;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>
/// Certificates of 4,096 endpoints on loopback addresses, all served by one nginx; and of addresses that mostly say nothing.
/// </summary>
internal static class DiscoveryScenario
{
    private const int Endpoints = 4096;
    private const int AtOnce = 256;

    // The compiler's second look comes after some thousand questions.
    private const int WarmUps = 4;
    private const string NmapName = "`nmap --script ssl-cert`";
    private const string Network = "127.0.0.0/20";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    public static IEnumerable<Figure> Run()
    {
        if (!Programs.Exists("nginx"))
        {
            Report.Say("discovery: nginx is not installed; nothing was measured.");
            yield break;
        }

        using var folder = new TemporaryFolder();
        using var nginx = Serve(folder);
        double? peer = Programs.Exists("nmap") ? Nmap(folder.Path, nginx.Port) : null;
        for (var run = 0; run < WarmUps; run++)
        {
            Rate(nginx.Port, twice: true);
        }

        yield return new Figure(
            "4,096 endpoints asked for both certificates", Rate(nginx.Port, twice: true), "/s", "≥ 2,000/s", NmapName, peer);
        yield return new Figure("the same, asked once", Rate(nginx.Port, twice: false), "/s", null, NmapName, peer);
        var whole = SslStreamPeer.Measure(Addresses(), nginx.Port, AtOnce);
        yield return new Figure("the same by whole handshakes of `SslStream`", whole, "/s", null, NmapName, peer);
        yield return new Figure("90 % of 4,096 silent: time to what time-out and throttle imply", Silence(nginx.Port), "", "≤ 1.2");
    }

    private static NginxServer Serve(TemporaryFolder folder)
    {
        var certificate = ServerCertificate.Ecdsa(folder, "bench.test");
        return new NginxServer(
            folder,
            $$"""
            server {
                listen %port% ssl backlog=4096;
                ssl_certificate {{certificate.Chain}};
                ssl_certificate_key {{certificate.Key}};
                return 204;
            }
            """,
            Environment.ProcessorCount);
    }

    private static double Rate(int port, bool twice)
    {
        using var probe = new EndpointProbe(TimeProvider.System) { AsksTwice = twice };
        var watch = Stopwatch.StartNew();
        var questions = Addresses().Select(address => new EndpointQuestion { Address = address, Port = port, Timeout = 10 * _limit });
        Ask(probe, questions, FindingStatus.Found);
        return Endpoints / watch.Elapsed.TotalSeconds;
    }

    // A socket that takes no connections drops what its full backlog cannot hold, as a firewall does.
    private static double Silence(int port)
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Any, 0));
        silent.Listen(0);
        var silentPort = ((IPEndPoint)silent.LocalEndPoint!).Port;
        var questions = Addresses()
            .Select((address, number) => (Address: address, Port: number % 10 == 0 ? port : silentPort))
            .Select(endpoint => new EndpointQuestion { Address = endpoint.Address, Port = endpoint.Port, Timeout = _limit })
            .ToList();
        using var probe = new EndpointProbe(TimeProvider.System);
        var watch = Stopwatch.StartNew();
        Ask(probe, questions, null);
        var implied = _limit * questions.Count(question => question.Port == silentPort) / AtOnce;
        return watch.Elapsed / implied;
    }

    private static void Ask(EndpointProbe probe, IEnumerable<EndpointQuestion> questions, FindingStatus? expected)
    {
        Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (question, cancellationToken) =>
        {
            var answer = await probe.AskAsync(question, cancellationToken);
            if (expected is { } status && answer.Status != status)
            {
                throw new InvalidOperationException($"{question.Address}: {answer.Status}, {answer.Detail}");
            }
        }).GetAwaiter().GetResult();
    }

    private static IEnumerable<IPAddress> Addresses() =>
        Enumerable.Range(0, Endpoints).Select(number => new IPAddress([127, 0, (byte)(number >> 8), (byte)number]));

    private static double Nmap(string folder, int port)
    {
        var watch = Stopwatch.StartNew();
        var number = port.ToString(CultureInfo.InvariantCulture);
        Programs.Run("nmap", folder, "-n", "-Pn", "-T5", "-p", number, "--script", "ssl-cert", Network);
        return Endpoints / watch.Elapsed.TotalSeconds;
    }
}
